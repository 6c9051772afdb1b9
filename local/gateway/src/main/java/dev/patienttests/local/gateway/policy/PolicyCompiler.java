package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.contract.SchemaDocument;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyLoadException;
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
import java.util.function.Consumer;

/** Compiles documents; refuses what the service refuses and what the gateway does not know. */
public final class PolicyCompiler {

  /** Where a policy stands. */
  record Place(Scope scope, Section section, String path) {
    Place inside(String element) {
      return new Place(scope, section, path.isEmpty() ? element : path + "/" + element);
    }
  }

  static final String BASE = "base";
  static final String INCLUDE = "include-fragment";

  private final Map<String, PolicyDefinition> definitions = new HashMap<>();
  private final Map<String, PolicyElement> fragments;
  private final PolicyServices services;
  private final Map<String, SchemaDocument> schemas;
  private final Set<Boolean> validated = new HashSet<>();
  private final ExpressionCompiler expressions = new ExpressionCompiler();
  private final Counters counters;
  private final Set<String> onceInDocument = new HashSet<>();
  private final List<Consumer<List<KnownApi>>> checks = new ArrayList<>();
  private final List<PolicyPlace> places = new ArrayList<>();
  private final List<Branch> branches = new ArrayList<>();
  private final Optional<Consumer<PolicyLoadException>> refusals;

  /** A compiler for these policies, fragments and schemas of the service. */
  public PolicyCompiler(
      List<PolicyDefinition> definitions,
      Map<String, PolicyElement> fragments,
      PolicyServices services,
      Map<String, SchemaDocument> schemas) {
    this(definitions, fragments, services, schemas, Optional.empty());
  }

  /**
   * A compiler that goes on after a refusal, so that all of a document's are told. What it compiles
   * is not to be run.
   */
  public PolicyCompiler(
      List<PolicyDefinition> definitions,
      Map<String, PolicyElement> fragments,
      PolicyServices services,
      Map<String, SchemaDocument> schemas,
      Consumer<PolicyLoadException> refusals) {
    this(definitions, fragments, services, schemas, Optional.of(refusals));
  }

  private PolicyCompiler(
      List<PolicyDefinition> definitions,
      Map<String, PolicyElement> fragments,
      PolicyServices services,
      Map<String, SchemaDocument> schemas,
      Optional<Consumer<PolicyLoadException>> refusals) {
    definitions.forEach(d -> this.definitions.put(d.name(), d));
    this.services = services;
    this.schemas = Map.copyOf(schemas);
    this.counters = new Counters(services.clock());
    this.refusals = refusals;
    Map<String, PolicyElement> sound = new HashMap<>();
    fragments.forEach(
        (id, fragment) ->
            sound.put(
                id,
                attempt(() -> ElementChecks.fragment(fragment))
                    ? fragment
                    : fragment.withoutChildren()));
    this.fragments = Map.copyOf(sound);
  }

  /** Whether it went well; where refusals are collected, one of them is not thrown. */
  boolean attempt(Runnable compile) {
    try {
      compile.run();
      return true;
    } catch (PolicyLoadException e) {
      refusals.orElseThrow(() -> e).accept(e);
      return false;
    }
  }

  PolicyServices services() {
    return services;
  }

  Counters counters() {
    return counters;
  }

  void check(Consumer<List<KnownApi>> check) {
    checks.add(check);
  }

  /** Refuses what a document compiled so far says of APIs that are not there. */
  public void check(List<KnownApi> apis) {
    checks.forEach(check -> check.accept(apis));
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
    attempt(() -> ElementChecks.element(root, Set.of(), Content.POLICIES, List.of()));
    Map<Section, List<Optional<Step>>> sections = new EnumMap<>(Section.class);
    for (PolicyElement element : root.children()) {
      attempt(() -> compileSection(element, scope, sections));
    }
    return new CompiledDocument(sections);
  }

  private void compileSection(
      PolicyElement element, Scope scope, Map<Section, List<Optional<Step>>> sections) {
    Section section =
        Section.of(element.name())
            .orElseThrow(() -> element.refusal("is no section of a policy document"));
    attempt(() -> ElementChecks.element(element, Set.of(), Content.POLICIES, List.of()));
    if (section == Section.BACKEND && element.children().size() > 1) {
      PolicyElement second = element.children().get(1);
      attempt(
          () -> {
            throw second.refusal("the backend section may hold one policy only");
          });
    }
    List<Optional<Step>> steps = steps(element.children(), new Place(scope, section, ""), true);
    if (sections.put(section, steps) != null) {
      throw element.refusal("the section stands twice");
    }
  }

  /** Compiles a fragment as if it stood alone in a section, to find what is wrong with it. */
  public void compileFragment(PolicyElement fragment, Scope scope, Section section) {
    onceInDocument.clear();
    steps(fragment.children(), new Place(scope, section, ""), false);
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
      int index = counts.merge(element.name(), 1, Integer::sum);
      Place own = place.inside(element.name() + "[" + index + "]");
      boolean compiled =
          attempt(
              () -> {
                if (element.name().equals(BASE)) {
                  steps.add(base(element, top));
                } else if (element.name().equals(INCLUDE)) {
                  steps.addAll(include(element, place));
                } else {
                  steps.add(Optional.of(step(element, own)));
                }
              });
      if (!compiled) {
        compileInside(element, own);
      }
    }
    return steps;
  }

  private static Optional<Step> base(PolicyElement element, boolean top) {
    ElementChecks.element(element, Set.of(), Content.EMPTY, List.of());
    if (!top) {
      throw element.refusal("may stand only directly in a section");
    }
    return Optional.empty();
  }

  /** Of a policy that is refused itself, those inside may be wrong, too. */
  private void compileInside(PolicyElement element, Place place) {
    PolicyDefinition definition = definitions.get(element.name());
    if (definition == null) {
      return;
    }
    if (definition.content() == Content.POLICIES) {
      steps(element.children(), place, false);
    } else if (definition.children().contains("when")) {
      element.children().forEach(child -> steps(child.children(), place, false));
    }
  }

  private List<Optional<Step>> include(PolicyElement element, Place place) {
    ElementChecks.element(element, Set.of("fragment-id"), Content.EMPTY, List.of());
    String id = new PolicyReader(element, this, place).requiredLiteral("fragment-id");
    PolicyElement fragment = fragments.get(id);
    if (fragment == null) {
      throw element.refusal("fragment-id", "unknown fragment '" + id + "'");
    }
    return steps(fragment.children(), place.inside("fragment[" + id + "]"), false);
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
    ElementChecks.element(
        element, definition.attributes(), definition.content(), definition.children());
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
}
