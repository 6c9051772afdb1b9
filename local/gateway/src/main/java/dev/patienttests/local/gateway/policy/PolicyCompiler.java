package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.contract.SchemaDocument;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.expression.CompiledExpression;
import dev.patienttests.local.gateway.expression.ExpressionCompiler;
import dev.patienttests.local.gateway.limits.Counters;
import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.PolicyPlace;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compiles documents; refuses what the service refuses and what the gateway does not know. */
public final class PolicyCompiler {

  /** Where a policy stands. */
  record Place(Scope scope, Section section, String path) {
    Place inside(String element) {
      return new Place(scope, section, path.isEmpty() ? element : path + "/" + element);
    }
  }

  private static final String BASE = "base";
  private static final String INCLUDE = "include-fragment";

  private final Map<String, PolicyDefinition> definitions = new HashMap<>();
  private final Map<String, PolicyElement> fragments;
  private final PolicyServices services;
  private final Map<String, SchemaDocument> schemas;
  private final Set<Boolean> validated = new HashSet<>();
  private final ExpressionCompiler expressions = new ExpressionCompiler();
  private final Counters counters;
  private final Set<String> onceInDocument = new HashSet<>();
  private final Set<PolicyPlace> places = new HashSet<>();
  private final Set<Branch> branches = new HashSet<>();

  /** A compiler for these policies, fragments and schemas of the service. */
  public PolicyCompiler(
      List<PolicyDefinition> definitions,
      Map<String, PolicyElement> fragments,
      PolicyServices services,
      Map<String, SchemaDocument> schemas) {
    definitions.forEach(d -> this.definitions.put(d.name(), d));
    this.fragments = Map.copyOf(fragments);
    this.services = services;
    this.schemas = Map.copyOf(schemas);
    this.counters = new Counters(services.clock());
    fragments.values().forEach(PolicyCompiler::checkFragment);
  }

  PolicyServices services() {
    return services;
  }

  Counters counters() {
    return counters;
  }

  void validatesMessages(boolean ofRequests) {
    validated.add(ofRequests);
  }

  /** Whether a document compiled so far validates requests, or responses. */
  public boolean validates(boolean requests) {
    return validated.contains(requests);
  }

  Optional<SchemaDocument> schema(String id) {
    return Optional.ofNullable(schemas.get(id));
  }

  /** Compiles the document of one scope. */
  public CompiledDocument compile(PolicyElement root, Scope scope) {
    if (!root.name().equals("policies")) {
      throw root.refusal("a policy document begins with <policies>");
    }
    onceInDocument.clear();
    check(root, Set.of(), Content.POLICIES, List.of());
    Map<Section, List<Optional<Step>>> sections = new EnumMap<>(Section.class);
    for (PolicyElement element : root.children()) {
      Section section =
          Section.of(element.name())
              .orElseThrow(() -> element.refusal("is no section of a policy document"));
      check(element, Set.of(), Content.POLICIES, List.of());
      if (section == Section.BACKEND && element.children().size() > 1) {
        throw element.children().get(1).refusal("the backend section may hold one policy only");
      }
      List<Optional<Step>> steps = steps(element.children(), new Place(scope, section, ""), true);
      if (sections.put(section, steps) != null) {
        throw element.refusal("the section stands twice");
      }
    }
    return new CompiledDocument(sections);
  }

  /** What has been compiled so far. */
  public Outline outline() {
    return new Outline(places, branches);
  }

  Branch branch(Branch branch) {
    branches.add(branch);
    return branch;
  }

  Block block(List<PolicyElement> elements, Place place, Optional<Branch> branch) {
    return new Block(
        steps(elements, place, false).stream().map(Optional::orElseThrow).toList(), branch);
  }

  List<Block> blocks(List<PolicyElement> elements, Place place) {
    return steps(elements, place, false).stream()
        .map(step -> new Block(List.of(step.orElseThrow())))
        .toList();
  }

  private List<Optional<Step>> steps(List<PolicyElement> elements, Place place, boolean top) {
    List<Optional<Step>> steps = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (PolicyElement element : elements) {
      if (element.name().equals(BASE)) {
        check(element, Set.of(), Content.EMPTY, List.of());
        if (!top) {
          throw element.refusal("may stand only directly in a section");
        }
        steps.add(Optional.empty());
      } else if (element.name().equals(INCLUDE)) {
        steps.addAll(include(element, place));
      } else {
        int index = counts.merge(element.name(), 1, Integer::sum);
        steps.add(Optional.of(step(element, place.inside(element.name() + "[" + index + "]"))));
      }
    }
    return steps;
  }

  private List<Optional<Step>> include(PolicyElement element, Place place) {
    check(element, Set.of("fragment-id"), Content.EMPTY, List.of());
    String id = new PolicyReader(element, this, place).requiredLiteral("fragment-id");
    PolicyElement fragment = fragments.get(id);
    if (fragment == null) {
      throw element.refusal("fragment-id", "unknown fragment '" + id + "'");
    }
    return steps(fragment.children(), place.inside("fragment[" + id + "]"), false);
  }

  private static void checkFragment(PolicyElement fragment) {
    if (!fragment.name().equals("fragment")) {
      throw fragment.refusal("a fragment begins with <fragment>");
    }
    check(fragment, Set.of(), Content.POLICIES, List.of());
    refuseInside(fragment);
  }

  private static void refuseInside(PolicyElement parent) {
    for (PolicyElement child : parent.children()) {
      if (child.name().equals(BASE) || child.name().equals(INCLUDE)) {
        throw child.refusal("may not stand in a fragment");
      }
      refuseInside(child);
    }
  }

  private Step step(PolicyElement element, Place place) {
    PolicyDefinition definition = definition(element);
    if (!definition.sections().contains(place.section())) {
      throw element.refusal("is not allowed in section " + place.section().element());
    }
    if (!definition.scopes().contains(place.scope())) {
      throw element.refusal("is not allowed at scope " + place.scope().text());
    }
    if (definition.once() && !onceInDocument.add(element.name())) {
      throw element.refusal("may stand only once in a document");
    }
    check(element, definition.attributes(), definition.content(), definition.children());
    PolicyReader reader = new PolicyReader(element, this, place);
    Policy policy = definition.factory().create(reader);
    PolicyPlace where =
        new PolicyPlace(
            element.name(),
            reader.literal("id"),
            place.scope().text(),
            place.section().element(),
            place.path(),
            element.position());
    places.add(where);
    return new Step(policy, where, holds(element, "cache-store"));
  }

  private boolean holds(PolicyElement element, String policy) {
    if (element.name().equals(INCLUDE)) {
      String id = element.attribute("fragment-id").map(PolicyValue::text).orElse("");
      return Optional.ofNullable(fragments.get(id)).filter(f -> holds(f, policy)).isPresent();
    }
    return element.name().equals(policy)
        || element.children().stream().anyMatch(child -> holds(child, policy));
  }

  PolicyDefinition definition(PolicyElement element) {
    PolicyDefinition definition = definitions.get(element.name());
    if (definition == null) {
      throw element.refusal(PolicyNames.refusal(element.name(), definitions.keySet()));
    }
    return definition;
  }

  CompiledExpression expression(
      PolicyValue value, PolicyElement element, Optional<String> attribute) {
    return expressions.compile(value, element.name(), attribute);
  }

  static void check(
      PolicyElement element, Set<String> attributes, Content content, List<String> children) {
    for (String attribute : element.attributes().keySet()) {
      if (!attributes.contains(attribute) && !attribute.equals("id")) {
        throw element.refusal(attribute, "unknown attribute; known: " + new TreeSet<>(attributes));
      }
    }
    boolean text = element.text().isExpression() || !element.text().text().isBlank();
    if (text && content != Content.TEXT) {
      throw element.refusal("text is not allowed here");
    }
    for (PolicyElement child : element.children()) {
      boolean allowed =
          content == Content.POLICIES
              || (content == Content.CHILDREN && children.contains(child.name()));
      if (!allowed) {
        throw child.refusal("is not allowed in <" + element.name() + ">");
      }
    }
    checkOrder(element, children);
  }

  private static void checkOrder(PolicyElement element, List<String> order) {
    int last = -1;
    for (PolicyElement child : element.children()) {
      int index = order.indexOf(child.name());
      if (index < last) {
        throw child.refusal("must stand before <" + order.get(last) + ">");
      }
      last = index;
    }
  }
}
