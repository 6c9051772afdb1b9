package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.contract.SchemaDocument;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.expression.CompiledExpression;
import dev.patienttests.local.gateway.limits.Counters;
import dev.patienttests.local.gateway.model.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the attributes and children of one policy's element while it is compiled. */
public final class PolicyReader {
  private final PolicyElement element;
  private final PolicyCompiler compiler;
  private final PolicyCompiler.Place place;

  PolicyReader(PolicyElement element, PolicyCompiler compiler, PolicyCompiler.Place place) {
    this.element = element;
    this.compiler = compiler;
    this.place = place;
  }

  /** Section that the policy stands in. */
  public Section section() {
    return place.section();
  }

  /** Scope of the document that the policy stands in. */
  public Scope scope() {
    return place.scope();
  }

  /** The element. */
  public PolicyElement element() {
    return element;
  }

  /** What policies share. */
  public PolicyServices services() {
    return compiler.services();
  }

  /** The counters that policies share by key. */
  public Counters counters() {
    return compiler.counters();
  }

  /** Checks something once all APIs of the service are known. */
  public void whenLoaded(Consumer<List<KnownApi>> check) {
    compiler.check(check);
  }

  /** An attribute that has to be there; may be an expression. */
  public Value required(String attribute) {
    return optional(attribute)
        .orElseThrow(() -> element.refusal("attribute '" + attribute + "' is missing"));
  }

  /** An attribute; may be an expression. */
  public Optional<Value> optional(String attribute) {
    return element.attribute(attribute).map(v -> value(v, Optional.of(attribute)));
  }

  /** A condition that may be left out. */
  public Value condition(String attribute, boolean otherwise) {
    return element.attribute(attribute).isPresent()
        ? condition(attribute)
        : Value.literal(String.valueOf(otherwise));
  }

  /** A condition. */
  public Value condition(String attribute) {
    Value condition = required(attribute);
    PolicyValue given = element.attribute(attribute).orElseThrow();
    if (given.isExpression()) {
      CompiledExpression expression = compiler.expression(given, element, Optional.of(attribute));
      if (!expression.mayBeBool()) {
        throw element.refusal(
            attribute, "expected a bool, the expression gives " + expression.typeName());
      }
    } else if (!given.text().strip().toLowerCase(Locale.ROOT).matches("true|false")) {
      throw element.refusal(attribute, "expected true, false or an expression");
    }
    return condition;
  }

  /** An attribute that has to be there and takes no expression. */
  public String requiredLiteral(String attribute) {
    return literal(attribute)
        .orElseThrow(() -> element.refusal("attribute '" + attribute + "' is missing"));
  }

  /** An attribute that takes no expression. */
  public Optional<String> literal(String attribute) {
    Optional<PolicyValue> value = element.attribute(attribute);
    if (value.isPresent() && value.get().isExpression()) {
      throw element.refusal(attribute, "expressions are not allowed here");
    }
    return value.map(PolicyValue::text);
  }

  /** An attribute with one of some words. */
  public String choice(String attribute, String otherwise, Set<String> words) {
    String word = literal(attribute).orElse(otherwise);
    if (!words.contains(word)) {
      throw element.refusal(attribute, "'" + word + "' is none of " + new TreeSet<>(words));
    }
    return word;
  }

  /** A literal {@code true} or {@code false}. */
  public boolean flag(String attribute, boolean otherwise) {
    return choice(attribute, String.valueOf(otherwise), Set.of("true", "false")).equals("true");
  }

  /** A literal whole number between two bounds. */
  public int number(String attribute, int minimum, int maximum) {
    String text = requiredLiteral(attribute).strip();
    if (text.matches("[0-9]{1,10}")) {
      long number = Long.parseLong(text);
      if (number >= minimum && number <= maximum) {
        return (int) number;
      }
    }
    throw element.refusal(
        attribute, "'" + text + "' is no whole number from " + minimum + " to " + maximum);
  }

  /** The element's text or expression. */
  public Value text() {
    return value(element.text(), Optional.empty());
  }

  /** Child elements of that name. */
  public List<PolicyElement> children(String name) {
    return element.children().stream().filter(c -> c.name().equals(name)).toList();
  }

  /** At most one child element of that name. */
  public Optional<PolicyElement> child(String name) {
    List<PolicyElement> found = children(name);
    if (found.size() > 1) {
      throw found.get(1).refusal("may stand only once in <" + element.name() + ">");
    }
    return found.stream().findFirst();
  }

  /** A reader for a child that is no policy of its own, its attributes and content checked. */
  public PolicyReader of(
      PolicyElement child, Set<String> attributes, PolicyDefinition.Content content) {
    return of(child, attributes, content, List.of());
  }

  /** The same for a child with children, in the order in which they may stand. */
  public PolicyReader of(
      PolicyElement child,
      Set<String> attributes,
      PolicyDefinition.Content content,
      List<String> children) {
    ElementChecks.element(child, attributes, content, children);
    return new PolicyReader(child, compiler, place);
  }

  /** A reader for a child that is no policy of its own and holds only such children, in order. */
  public PolicyReader of(PolicyElement child, Set<String> attributes, List<String> children) {
    ElementChecks.element(child, attributes, PolicyDefinition.Content.CHILDREN, children);
    return new PolicyReader(child, compiler, place);
  }

  /**
   * The texts or expressions of the children of that name in a child of this element; absent where
   * the child is.
   */
  public Optional<List<Value>> list(String child, String item) {
    Optional<PolicyElement> list = child(child);
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<Value> values = new ArrayList<>();
    for (PolicyElement one : of(list.get(), Set.of(), List.of(item)).element().children()) {
      Value value = of(one, Set.of(), PolicyDefinition.Content.TEXT).text();
      if (value.literal().filter(String::isBlank).isPresent()) {
        throw one.refusal("is empty");
      }
      values.add(value);
    }
    if (values.isEmpty()) {
      throw list.get().refusal("a <" + item + "> is missing");
    }
    return Optional.of(List.copyOf(values));
  }

  /** Says that messages are held against the API's document here: its schemas are compiled then. */
  public void validatesMessages() {
    compiler.validatesMessages(section() == Section.INBOUND);
  }

  /**
   * Reads a part of the policy that the others do not depend on. Where refusals are collected, they
   * are read, too.
   */
  public void part(Runnable read) {
    compiler.attempt(read);
  }

  /** A schema of the service. */
  public Optional<SchemaDocument> schema(String id) {
    return compiler.schema(id);
  }

  /** A reader for a child that is one of the known policies, used as part of this one. */
  public PolicyReader ofPolicy(PolicyElement child) {
    PolicyDefinition definition = compiler.definition(child);
    ElementChecks.element(
        child, definition.attributes(), definition.content(), definition.children());
    return new PolicyReader(child, compiler, place);
  }

  /** The policies inside of a child such as {@code when}; running them is a way of its own. */
  public Block block(PolicyElement container, int index) {
    String name = container.name() + "[" + index + "]";
    return compiler.block(
        container.children(),
        place.inside(name),
        Optional.of(compiler.branch(new Branch(container.position(), name))));
  }

  /** The policies inside of this element. */
  public Block block() {
    return compiler.block(element.children(), place, Optional.empty());
  }

  /**
   * One of the ways that this policy may go, for {@link
   * dev.patienttests.local.gateway.model.Exchange#take}. Tests have to show each of them.
   */
  public Branch branch(String label) {
    return compiler.branch(new Branch(element.position(), label));
  }

  /** The policies inside of this element, each a block of its own. */
  public List<Block> blocks() {
    return compiler.blocks(element.children(), place);
  }

  /** Whether the policy stands, at any depth, in another of that name. */
  public boolean isInside(String policy) {
    int own = place.path().lastIndexOf('/');
    return own > 0 && ("/" + place.path().substring(0, own)).contains("/" + policy + "[");
  }

  private Value value(PolicyValue given, Optional<String> attribute) {
    return given.isExpression()
        ? Value.of(compiler.expression(given, element, attribute))
        : Value.literal(given.text());
  }
}
