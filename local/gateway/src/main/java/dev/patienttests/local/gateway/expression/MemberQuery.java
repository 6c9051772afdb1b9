package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the tables for members of a type, by name or all. What else a table offers is left. To link
 * the code of a member costs more than all else of reading it, so a table may ask {@link #wants}
 * before it offers some: that changes what a question costs, never its answer.
 */
final class MemberQuery {
  private final String owner;
  private final Optional<String> name;
  private final boolean isStatic;
  private final List<Signature> methods = new ArrayList<>();
  private final List<Signature> properties = new ArrayList<>();

  private MemberQuery(String owner, Optional<String> name, boolean isStatic) {
    this.owner = owner;
    this.name = name;
    this.isStatic = isStatic;
  }

  /** The members of a type that have a name: the static ones and constructors, or the others. */
  static MemberQuery named(String owner, String name, boolean isStatic) {
    return answered(new MemberQuery(owner, Optional.of(name), isStatic));
  }

  /** All that the tables of a type offer, members of other types too. */
  static MemberQuery all(String owner) {
    return answered(new MemberQuery(owner, Optional.empty(), false));
  }

  private static MemberQuery answered(MemberQuery query) {
    MemberGroups.offer(query.owner, query);
    return query;
  }

  /** Whether members of one of these names are asked for. */
  boolean wants(String... names) {
    return name.isEmpty() || List.of(names).contains(name.get());
  }

  /** Whether static members and constructors are asked for. */
  boolean wantsStatic() {
    return name.isEmpty() || isStatic;
  }

  /** Whether members of an object are asked for, which extensions are too. */
  boolean wantsInstance() {
    return name.isEmpty() || !isStatic;
  }

  void add(String signature, Method.Code code) {
    if (isPossible(signature)) {
      keep(Signature.ofMethod(signature, code), methods);
    }
  }

  /** A property, or with {@code static} before it a constant. */
  void property(String signature, Method.Code code) {
    if (isPossible(signature)) {
      keep(Signature.ofProperty(signature, code), properties);
    }
  }

  /** Most that a table offers has another name: this is known before it is read. */
  private boolean isPossible(String signature) {
    return name.isEmpty() || signature.contains(name.get());
  }

  private void keep(Signature offered, List<Signature> kept) {
    if (name.isEmpty() || offered.key().equals(Signature.key(owner, name.get(), isStatic))) {
      kept.add(offered);
    }
  }

  List<Signature> methods() {
    return methods;
  }

  List<Signature> properties() {
    return properties;
  }
}
