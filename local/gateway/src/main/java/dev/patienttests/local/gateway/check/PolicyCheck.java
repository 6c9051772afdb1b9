package dev.patienttests.local.gateway.check;

import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.document.NamedValues;
import dev.patienttests.local.gateway.document.NamedValues.Standing;
import dev.patienttests.local.gateway.document.PolicyDocumentReader;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.document.Position;
import dev.patienttests.local.gateway.policies.StandardPolicies;
import dev.patienttests.local.gateway.policy.PolicyCompiler;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.Scope;
import dev.patienttests.local.gateway.policy.Section;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks documents as the gateway would load them, and goes on after a refusal: of a file that
 * cannot be read the first one is told, of any other file the first one of each policy. Documents
 * that load are held against the conventions of {@link Conventions}.
 */
public final class PolicyCheck {
  private static final String FRAGMENT = "fragment";
  private static final Map<String, Scope> FOLDERS =
      Map.of("products", Scope.PRODUCT, "apis", Scope.API, "operations", Scope.OPERATION);

  /** What {@code assume} takes as known. */
  private static final Pattern ASSUMED =
      Pattern.compile(
          "unknown (fragment|schema|backend) .*"
              + "|the template: there is neither a variable nor a named value .*");

  /** A value that holds something which is not known, so that what it says cannot be judged. */
  private record Blurred(Position from, Position to) {
    boolean holds(Position position) {
      return position.file().equals(from.file())
          && compare(from, position) <= 0
          && compare(position, to) <= 0;
    }

    private static int compare(Position a, Position b) {
      return a.line() == b.line() ? a.column() - b.column() : a.line() - b.line();
    }
  }

  private final Map<String, String> namedValues;
  private final boolean assume;
  private final SortedSet<Finding> findings = new TreeSet<>();
  private final List<Blurred> blurred = new ArrayList<>();

  private PolicyCheck(Map<String, String> namedValues, boolean assume) {
    this.namedValues = namedValues;
    this.assume = assume;
  }

  /**
   * Checks documents together; those whose root is {@code fragment} can be included by the others,
   * under the name of their file.
   *
   * @param namedValues by display name
   * @param assume whether other named values and fragments are taken as known; what depends on them
   *     is then not judged
   * @return all findings, by place
   */
  public static SortedSet<Finding> check(
      List<PolicyDocument> documents, Map<String, String> namedValues, boolean assume) {
    PolicyCheck check = new PolicyCheck(namedValues, assume);
    check.run(documents);
    return check.findings;
  }

  private void run(List<PolicyDocument> documents) {
    PolicyDocumentReader reader =
        new PolicyDocumentReader(new NamedValues(namedValues, this::unknown));
    PolicyDocumentReader asWritten =
        new PolicyDocumentReader(
            new NamedValues(Map.of(), (n, reference, a, f, t, s) -> reference));
    Map<String, PolicyElement> fragments = new LinkedHashMap<>();
    Map<PolicyElement, Optional<Scope>> policies = new LinkedHashMap<>();
    for (PolicyDocument document : documents) {
      safely(
          document,
          () -> {
            PolicyElement root = reader.read(document.origin(), document.xml());
            if (root.name().equals(FRAGMENT)) {
              fragments.put(fragmentId(document.origin()), root);
            } else {
              policies.put(root, scopeOf(document.origin()));
            }
            findings.addAll(Conventions.of(asWritten.read(document.origin(), document.xml())));
          });
    }
    // What is wrong with a fragment itself is told with the first compiler.
    compiler(fragments, this::refused);
    policies.forEach(
        (root, scope) ->
            findings.addAll(
                best(
                    scope.map(List::of).orElse(List.of(Scope.values())).stream()
                        .map(s -> findings(fragments, c -> c.compile(root, s))))));
    fragments.values().forEach(fragment -> findings.addAll(alone(fragment, fragments)));
  }

  /** Where a document may stand in several places, the one that fits best counts. */
  private static List<Finding> best(Stream<List<Finding>> attempts) {
    return attempts.min(Comparator.comparing(List::size)).orElseThrow();
  }

  private List<Finding> findings(
      Map<String, PolicyElement> fragments, Consumer<PolicyCompiler> compile) {
    List<Finding> found = new ArrayList<>();
    PolicyCompiler compiler =
        compiler(
            fragments,
            e -> {
              if (isJudged(e)) {
                found.add(finding(e));
              }
            });
    found.clear();
    try {
      compile.accept(compiler);
    } catch (PolicyLoadException e) {
      found.add(finding(e));
    }
    return found;
  }

  private List<Finding> alone(PolicyElement fragment, Map<String, PolicyElement> fragments) {
    // What stands there was told already, perhaps in other words.
    Set<Position> told = findings.stream().map(Finding::position).collect(Collectors.toSet());
    return best(
            Stream.of(Section.values())
                .flatMap(
                    section ->
                        Stream.of(Scope.values())
                            .map(
                                scope ->
                                    findings(
                                        fragments,
                                        c -> c.compileFragment(fragment, scope, section)))))
        .stream()
        .filter(f -> !told.contains(f.position()))
        .toList();
  }

  private PolicyCompiler compiler(
      Map<String, PolicyElement> fragments, Consumer<PolicyLoadException> refusals) {
    PolicyServices services = PolicyServices.unused(InstantSource.system());
    return new PolicyCompiler(StandardPolicies.all(), fragments, services, Map.of(), refusals);
  }

  private void safely(PolicyDocument document, Runnable read) {
    try {
      refuseWhere(read);
    } catch (IllegalArgumentException e) {
      refused(new PolicyLoadException(new Position(document.origin(), 1, 1), e.getMessage()));
    }
  }

  private void refuseWhere(Runnable task) {
    try {
      task.run();
    } catch (PolicyLoadException e) {
      refused(e);
    }
  }

  private void refused(PolicyLoadException e) {
    if (isJudged(e)) {
      findings.add(finding(e));
    }
  }

  private boolean isJudged(PolicyLoadException e) {
    boolean assumed = assume && ASSUMED.matcher(e.detail()).matches();
    return !assumed && blurred.stream().noneMatch(b -> b.holds(e.position()));
  }

  private static Finding finding(PolicyLoadException e) {
    return new Finding(Finding.Level.ERROR, e.position(), e.statement());
  }

  private String unknown(
      String name, String reference, Position at, Position from, Position to, Standing standing) {
    if (!assume) {
      findings.add(new Finding(Finding.Level.ERROR, at, "unknown named value '" + name + "'"));
    }
    if (standing != Standing.STRING) {
      blurred.add(new Blurred(from, to));
    }
    return standing == Standing.ALONE ? "1" : "x";
  }

  private static String fragmentId(String origin) {
    String name = origin.substring(Math.max(origin.lastIndexOf('/'), origin.lastIndexOf('\\')) + 1);
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** By the folder, as this project lays its documents out; others may be of any. */
  private static Optional<Scope> scopeOf(String origin) {
    String path = "/" + origin.replace('\\', '/');
    if (path.endsWith("/policies/global.xml")) {
      return Optional.of(Scope.GLOBAL);
    }
    return FOLDERS.entrySet().stream()
        .filter(folder -> path.contains("/policies/" + folder.getKey() + "/"))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
