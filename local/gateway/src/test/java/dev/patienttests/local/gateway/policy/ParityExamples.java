package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.contract.SchemaDocument;
import dev.patienttests.local.gateway.document.NamedValues;
import dev.patienttests.local.gateway.document.PolicyDocumentReader;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.document.Position;
import dev.patienttests.local.gateway.policies.StandardPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documents that show all that is supported, and what the compiler says when one is changed.
 */
final class ParityExamples {
  static final Set<String> NAMES =
      StandardPolicies.all().stream().map(PolicyDefinition::name).collect(Collectors.toSet());
  private static final PolicyDocumentReader READER =
      new PolicyDocumentReader(new NamedValues(Map.of()));
  private static final Position ADDED = new Position("added", 1, 1);
  private static final PolicyValue NOTHING = PolicyValue.of("added", "");
  private static final String NOBODY_KNOWS = "nobody-knows-this";
  private static final Pattern KNOWN = Pattern.compile("known: \\[([^]]*)]");

  /** A policy and the section that it stands in. */
  record Example(String section, PolicyElement policy) {}

  private ParityExamples() {}

  /** Examples of the policy of that name. */
  static List<Example> of(String policy) {
    return READER.read("examples.xml", text()).children().stream()
        .flatMap(section -> section.children().stream().map(p -> new Example(section.name(), p)))
        .filter(example -> example.policy().name().equals(policy))
        .toList();
  }

  private static String text() {
    try (InputStream in = ParityExamples.class.getResourceAsStream("/parity/examples.xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why policies in a section are refused; empty where they load. */
  static Optional<PolicyLoadException> refusal(String section, List<PolicyElement> policies) {
    PolicyElement inner = new PolicyElement(section, ADDED, Map.of(), policies, NOTHING);
    PolicyElement root = new PolicyElement("policies", ADDED, Map.of(), List.of(inner), NOTHING);
    PolicyCompiler compiler =
        new PolicyCompiler(
            StandardPolicies.all(),
            Map.of("some", new PolicyElement("fragment", ADDED, Map.of(), List.of(), NOTHING)),
            PolicyServices.unused(() -> Instant.EPOCH)
                .withBackends(
                    List.of(
                        new GatewayConfig.Backend(
                            "some", "https://a.example", Map.of(), Map.of()))),
            Map.of(
                "some",
                SchemaDocument.read(
                    "some.json", "{\"definitions\":{\"a\":{\"type\":\"object\"}}}")));
    try {
      compiler.compile(root, Scope.PRODUCT);
      return Optional.empty();
    } catch (PolicyLoadException e) {
      return Optional.of(e);
    }
  }

  static Optional<PolicyLoadException> refusal(Example example) {
    return refusal(example.section(), List.of(example.policy()));
  }

  /** The same for policies as text. */
  static Optional<PolicyLoadException> refusal(String section, String policies) {
    return refusal(section, READER.read("added", "<x>" + policies + "</x>").children());
  }

  /** Paths of the elements of an example, its own empty; policies inside are told, not entered. */
  static List<List<String>> elements(PolicyElement policy) {
    List<List<String>> paths = new ArrayList<>();
    paths.add(List.of());
    for (PolicyElement child : policy.children()) {
      List<List<String>> inner =
          NAMES.contains(child.name()) ? List.of(List.of()) : elements(child);
      inner.forEach(path -> paths.add(join(child.name(), path)));
    }
    return paths.stream().distinct().toList();
  }

  private static List<String> join(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  /** Attributes and child elements that stand in the example. */
  static Set<String> shown(PolicyElement policy) {
    Set<String> shown = new TreeSet<>();
    for (PolicyElement child : policy.children()) {
      shown.add(child.name());
      if (!NAMES.contains(child.name())) {
        shown(child).forEach(inner -> shown.add(child.name() + "/" + inner));
      }
    }
    policy.attributes().keySet().forEach(name -> shown.add("@" + name));
    return shown;
  }

  /** Attributes and child elements that the compiler says it knows of an element of the example. */
  static Set<String> known(Example example, List<String> path) {
    String prefix = path.stream().map(name -> name + "/").collect(Collectors.joining());
    Set<String> known = new TreeSet<>();
    Optional<PolicyLoadException> attribute =
        refusal(changed(example, path, e -> with(e, NOBODY_KNOWS, "1")));
    names(attribute).forEach(name -> known.add(prefix + "@" + name));
    boolean open = NAMES.contains(last(path));
    if (!open) {
      Optional<PolicyLoadException> child =
          refusal(
              changed(
                  example,
                  path,
                  e -> with(e, e.children().size(), element(NOBODY_KNOWS, Optional.empty()))));
      names(child).forEach(name -> known.add(prefix + name));
    }
    return known;
  }

  private static String last(List<String> path) {
    return path.isEmpty() ? "" : path.get(path.size() - 1);
  }

  private static List<String> names(Optional<PolicyLoadException> refusal) {
    String detail =
        refusal.orElseThrow(() -> new AssertionError("nobody knows it, yet it loads")).detail();
    Matcher known = KNOWN.matcher(detail);
    return known.find() && !known.group(1).isEmpty()
        ? List.of(known.group(1).split(", ", -1))
        : List.of();
  }

  /** The example with the part in it: an attribute set, an element added at each place. */
  static List<Example> with(Example example, ParityTable.Part part) {
    if (part.isAttribute()) {
      return List.of(
          changed(
              example,
              part.parent(),
              e -> with(e, part.name().substring(1), part.value().orElse("1"))));
    }
    List<Example> all = new ArrayList<>();
    int places = find(example.policy(), part.parent()).orElseThrow().children().size();
    for (int i = 0; i <= places; i++) {
      int at = i;
      all.add(
          changed(example, part.parent(), e -> with(e, at, element(part.name(), part.value()))));
    }
    return all;
  }

  /** The first element at that path. */
  static Optional<PolicyElement> find(PolicyElement element, List<String> path) {
    return path.isEmpty()
        ? Optional.of(element)
        : element.children().stream()
            .filter(child -> child.name().equals(path.get(0)))
            .flatMap(child -> find(child, path.subList(1, path.size())).stream())
            .findFirst();
  }

  private static Example changed(
      Example example, List<String> path, UnaryOperator<PolicyElement> change) {
    return new Example(example.section(), changed(example.policy(), path, change));
  }

  private static PolicyElement changed(
      PolicyElement element, List<String> path, UnaryOperator<PolicyElement> change) {
    if (path.isEmpty()) {
      return change.apply(element);
    }
    List<PolicyElement> children = new ArrayList<>(element.children());
    int at = children.stream().map(PolicyElement::name).toList().indexOf(path.get(0));
    children.set(at, changed(children.get(at), path.subList(1, path.size()), change));
    return with(element, element.attributes(), children);
  }

  private static PolicyElement with(PolicyElement element, String attribute, String value) {
    Map<String, PolicyValue> attributes = new LinkedHashMap<>(element.attributes());
    attributes.put(attribute, PolicyValue.of("added", value));
    return with(element, attributes, element.children());
  }

  private static PolicyElement with(PolicyElement element, int at, PolicyElement child) {
    List<PolicyElement> children = new ArrayList<>(element.children());
    children.add(at, child);
    return with(element, element.attributes(), children);
  }

  private static PolicyElement with(
      PolicyElement element, Map<String, PolicyValue> attributes, List<PolicyElement> children) {
    return new PolicyElement(
        element.name(), element.position(), attributes, children, element.text());
  }

  private static PolicyElement element(String name, Optional<String> text) {
    PolicyValue value = text.map(t -> PolicyValue.of("added", t)).orElse(NOTHING);
    return new PolicyElement(name, ADDED, Map.of(), List.of(), value);
  }
}
