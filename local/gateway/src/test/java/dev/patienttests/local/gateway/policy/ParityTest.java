package dev.patienttests.local.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.policies.StandardPolicies;
import dev.patienttests.local.gateway.policy.ParityExamples.Example;
import dev.patienttests.local.gateway.policy.ParityTable.Part;
import dev.patienttests.local.gateway.policy.ParityTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parity tables say what the compiler does: all of it, and nothing else. */
class ParityTest {
  private static final Set<String> BUILT_IN = Set.of("base", "include-fragment");

  static Stream<ParityTable> tables() {
    return ParityTable.all().stream();
  }

  private static Optional<PolicyDefinition> definition(String policy) {
    return StandardPolicies.all().stream().filter(d -> d.name().equals(policy)).findFirst();
  }

  @Test
  void eachPolicyHasOneTable() {
    Set<String> known = new TreeSet<>(ParityExamples.NAMES);
    known.addAll(BUILT_IN);
    assertThat(tables().map(ParityTable::policy)).containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rowsTellStateAndSource(ParityTable table) {
    if (!table.policy().equals("base")) {
      assertThat(table.link()).endsWith("/azure/api-management/" + table.policy() + "-policy");
    }
    for (Row row : table.rows()) {
      assertThat(row.here()).as(row.part()).isIn("supported", "refused", "differs", "choice");
      assertThat(row.source()).as(row.part()).isNotEmpty();
      boolean says = row.here().equals("supported") || row.isRefused() || !row.what().isEmpty();
      assertThat(says).as("what is different of " + row.part()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void sectionsAndScopesAreThoseOfTheCompiler(ParityTable table) {
    Optional<PolicyDefinition> definition = definition(table.policy());
    Set<Section> sections =
        definition.map(PolicyDefinition::sections).orElse(PolicyDefinition.EVERYWHERE);
    assertThat(words(table.what("sections").orElse("")))
        .isEqualTo(sections.stream().map(Section::element).collect(Collectors.toSet()));
    Set<Scope> scopes = definition.map(PolicyDefinition::scopes).orElse(Set.of(Scope.values()));
    Set<String> names = scopes.stream().map(Scope::text).collect(Collectors.toSet());
    assertThat(table.what("scopes").map(ParityTest::words))
        .isEqualTo(scopes.size() == Scope.values().length ? Optional.empty() : Optional.of(names));
  }

  /** The words between commas, without what stands behind the first of a cell's remarks. */
  private static Set<String> words(String cell) {
    String listed = cell.replaceFirst("(, and| \\().*", "");
    return Arrays.stream(listed.split(", ", -1)).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatIsSupportedStandsInAnExampleThatLoads(ParityTable table) {
    List<Example> examples = ParityExamples.of(table.policy());
    assertThat(examples).isNotEmpty();
    for (Example example : examples) {
      assertThat(ParityExamples.refusal(example)).isEmpty();
    }
    Set<String> shown =
        examples.stream()
            .flatMap(example -> ParityExamples.shown(example.policy()).stream())
            .filter(path -> !isOther(path))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> supported =
        table.rows().stream()
            .filter(row -> !row.isRefused())
            .flatMap(row -> row.parts().stream())
            .map(Part::text)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> policies = policiesInside(table);
    shown.removeIf(policies::contains);
    assertThat(shown).isEqualTo(supported);
  }

  /** Policies that stand inside only because any could. */
  private static Set<String> policiesInside(ParityTable table) {
    boolean any =
        definition(table.policy())
            .filter(d -> d.content() == PolicyDefinition.Content.POLICIES)
            .isPresent();
    return any && !table.policy().equals("wait") ? ParityExamples.NAMES : Set.of();
  }

  private static boolean isOther(String path) {
    return (path.startsWith("when/") && !path.startsWith("when/@"))
        || path.startsWith("otherwise/");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatTheCompilerKnowsStandsInTheTable(ParityTable table) {
    Set<String> listed =
        table.rows().stream()
            .flatMap(row -> row.parts().stream())
            .filter(part -> part.policies().isEmpty() && part.value().isEmpty())
            .map(Part::text)
            .collect(Collectors.toSet());
    Set<String> known = new TreeSet<>();
    for (Example example : ParityExamples.of(table.policy())) {
      for (List<String> path : ParityExamples.elements(example.policy())) {
        boolean policy =
            !path.isEmpty() && ParityExamples.NAMES.contains(path.get(path.size() - 1));
        if (!policy) {
          known.addAll(ParityExamples.known(example, path));
        }
      }
    }
    assertThat(listed).containsAll(known);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatTheTableCallsRefusedIsRefusedWithItsPlace(ParityTable table) {
    for (Row row : table.rows()) {
      if (row.isRefused()) {
        assertThat(row.parts()).as(row.part()).isNotEmpty();
        row.parts().forEach(part -> assertRefused(table.policy(), part));
      }
    }
  }

  private static void assertRefused(String policy, Part part) {
    if (part.policies().isPresent()) {
      String section = ParityExamples.of(policy).get(0).section();
      assertThat(ParityExamples.refusal(section, part.policies().get()))
          .as(part.policies().get())
          .hasValueSatisfying(e -> assertThat(e.position().file()).isEqualTo("added"));
      return;
    }
    Example example =
        ParityExamples.of(policy).stream()
            .filter(e -> ParityExamples.find(e.policy(), part.parent()).isPresent())
            .findFirst()
            .orElseThrow();
    List<Optional<PolicyLoadException>> refusals =
        ParityExamples.with(example, part).stream().map(ParityExamples::refusal).toList();
    assertThat(refusals).as(part.text()).allMatch(Optional::isPresent);
    String place = part.parent().isEmpty() ? policy : part.parent().get(part.parent().size() - 1);
    String own = part.isAttribute() ? place : part.name();
    Pattern named = Pattern.compile("<(" + place + "|" + own + ")>.*");
    assertThat(refusals.stream().map(e -> e.orElseThrow().statement()))
        .as(part.text())
        .anyMatch(text -> named.matcher(text).matches() && !text.contains("must stand before"));
  }

  @Test
  void otherPoliciesOfTheServiceAreListedAndRefusedByName() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf("Refused by name:");
    String list = readme.substring(from, readme.indexOf("\n\n", from));
    List<String> listed =
        Pattern.compile("`([^`]+)`").matcher(list).results().map(m -> m.group(1)).toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(PolicyNames.OF_THE_SERVICE);
    for (String policy : listed) {
      assertThat(ParityExamples.refusal("inbound", "<" + policy + " />"))
          .hasValueSatisfying(
              e -> assertThat(e.detail()).startsWith("the gateway knows this policy, but"));
    }
  }
}
