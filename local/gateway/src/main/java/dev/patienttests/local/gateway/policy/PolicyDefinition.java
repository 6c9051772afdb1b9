package dev.patienttests.local.gateway.policy;

import java.util.List;
import java.util.Set;

/**
 * What the gateway knows of a policy before it compiles one.
 *
 * @param sections where the service allows it
 * @param attributes those it may have, {@code id} aside
 * @param content what may stand inside
 * @param children child elements that may stand inside, in the order that the service prescribes;
 *     one that may stand at several places is there as often
 * @param factory compiles an element
 * @param scopes documents of which scopes may hold it
 * @param once whether a document may hold it only once
 */
public record PolicyDefinition(
    String name,
    Set<Section> sections,
    Set<String> attributes,
    Content content,
    List<String> children,
    Factory factory,
    Set<Scope> scopes,
    boolean once) {

  /** A policy that documents of all scopes may hold, as often as they like. */
  public PolicyDefinition(
      String name,
      Set<Section> sections,
      Set<String> attributes,
      Content content,
      List<String> children,
      Factory factory) {
    this(name, sections, attributes, content, children, factory, Set.of(Scope.values()), false);
  }

  /** The same, but only once in a document of one of these scopes. */
  public PolicyDefinition onceIn(Set<Scope> some) {
    return new PolicyDefinition(
        name, sections, attributes, content, children, factory, Set.copyOf(some), true);
  }

  /** All four sections. */
  public static final Set<Section> EVERYWHERE =
      Set.of(Section.INBOUND, Section.BACKEND, Section.OUTBOUND, Section.ON_ERROR);

  /** What may stand inside of an element. */
  public enum Content {
    /** Nothing. */
    EMPTY,
    /** Text or an expression. */
    TEXT,
    /** The named child elements. */
    CHILDREN,
    /** Text or an expression, or the named child elements. */
    TEXT_OR_CHILDREN,
    /** Other policies. */
    POLICIES
  }

  /** Compiles an element that passed the checks of its definition. */
  @FunctionalInterface
  public interface Factory {
    /** Compiles it. */
    Policy create(PolicyReader reader);
  }
}
