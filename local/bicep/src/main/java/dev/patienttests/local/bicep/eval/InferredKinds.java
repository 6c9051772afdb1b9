package dev.patienttests.local.bicep.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of what is inferred, and how several become one. */
final class InferredKinds {
  static final Inferred ANY = new Inferred.Any();
  static final Inferred NULL = new Inferred.Null();
  static final Inferred TEXT = new Inferred.Text(Optional.empty());
  static final Inferred NUMBER = new Inferred.Whole(Optional.empty());
  static final Inferred TRUTH = new Inferred.Truth();
  static final Inferred ITEMS = new Inferred.Items(ANY, Optional.empty());
  static final Inferred FIELDS = new Inferred.Fields(Map.of(), Optional.of(ANY));

  private InferredKinds() {}

  /** An array of something. */
  static Inferred items(Inferred item) {
    return new Inferred.Items(item, Optional.empty());
  }

  /** What may be the one or the other. Arrays and objects are not compared in depth. */
  static Inferred either(Inferred a, Inferred b) {
    return a == b ? a : oneOf(List.of(a, b));
  }

  /** What may be any of some. */
  static Inferred oneOf(List<Inferred> all) {
    List<Inferred> flat = new ArrayList<>();
    for (Inferred one : all) {
      if (one instanceof Inferred.OneOf several) {
        several.choices().forEach(choice -> add(choice, flat));
      } else {
        add(one, flat);
      }
      if (flat.contains(ANY)) {
        return ANY;
      }
    }
    if (flat.isEmpty()) {
      return ANY;
    }
    return flat.size() == 1 ? flat.get(0) : new Inferred.OneOf(List.copyOf(flat));
  }

  private static void add(Inferred one, List<Inferred> flat) {
    if (flat.stream().anyMatch(other -> other == one)) {
      return;
    }
    Inferred plain = flat.stream().anyMatch(other -> isSameKind(one, other)) ? widened(one) : one;
    flat.removeIf(other -> isSameKind(plain, other));
    flat.add(plain);
  }

  static boolean isSameKind(Inferred a, Inferred b) {
    return a.getClass() == b.getClass();
  }

  /** Two of a kind are taken together: what differs in them is not known. */
  private static Inferred widened(Inferred one) {
    if (one instanceof Inferred.Text) {
      return TEXT;
    } else if (one instanceof Inferred.Whole) {
      return NUMBER;
    } else if (one instanceof Inferred.Items) {
      return ITEMS;
    }
    return one instanceof Inferred.Fields ? FIELDS : one;
  }
}
