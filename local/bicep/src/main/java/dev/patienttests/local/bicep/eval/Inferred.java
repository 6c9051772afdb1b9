package dev.patienttests.local.bicep.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the text alone tells of an expression's value. Where it tells too little, or something is
 * wrong that is reported elsewhere, the value may be anything, and nothing more is said about it.
 */
sealed interface Inferred {
  Inferred ANY = new Any();
  Inferred NULL = new Null();
  Inferred TEXT = new Text(Optional.empty());
  Inferred NUMBER = new Number(Optional.empty());
  Inferred TRUTH = new Truth();
  Inferred ITEMS = new Items(ANY, Optional.empty());
  Inferred FIELDS = new Fields(Map.of(), Optional.of(ANY));

  /** Anything. */
  record Any() implements Inferred {}

  /** Null. */
  record Null() implements Inferred {}

  /** A string, perhaps a certain one. */
  record Text(Optional<String> literal) implements Inferred {}

  /** An integer, perhaps a certain one. */
  record Number(Optional<Long> literal) implements Inferred {}

  /** A boolean. */
  record Truth() implements Inferred {}

  /**
   * An array.
   *
   * @param item what each item is
   * @param tuple its items one by one, where their number is known
   */
  record Items(Inferred item, Optional<List<Inferred>> tuple) implements Inferred {}

  /**
   * An object.
   *
   * @param members what is known of its members
   * @param others what other members are; empty where there are none
   */
  record Fields(Map<String, Inferred> members, Optional<Inferred> others) implements Inferred {}

  /** One of several. */
  record OneOf(List<Inferred> choices) implements Inferred {}

  /** An array of something. */
  static Inferred items(Inferred item) {
    return new Items(item, Optional.empty());
  }

  /** What may be the one or the other. Arrays and objects are not compared in depth. */
  static Inferred either(Inferred a, Inferred b) {
    return a == b ? a : oneOf(List.of(a, b));
  }

  /** What may be any of some. */
  static Inferred oneOf(List<Inferred> all) {
    List<Inferred> flat = new ArrayList<>();
    for (Inferred one : all) {
      if (one instanceof OneOf several) {
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
    return flat.size() == 1 ? flat.get(0) : new OneOf(List.copyOf(flat));
  }

  private static void add(Inferred one, List<Inferred> flat) {
    if (flat.stream().anyMatch(other -> other == one)) {
      return;
    }
    Inferred plain = flat.stream().anyMatch(other -> isSameKind(one, other)) ? widened(one) : one;
    flat.removeIf(other -> isSameKind(plain, other));
    flat.add(plain);
  }

  private static boolean isSameKind(Inferred a, Inferred b) {
    return a.getClass() == b.getClass();
  }

  /** Two of a kind are taken together: what differs in them is not known. */
  private static Inferred widened(Inferred one) {
    if (one instanceof Text) {
      return TEXT;
    } else if (one instanceof Number) {
      return NUMBER;
    } else if (one instanceof Items) {
      return ITEMS;
    }
    return one instanceof Fields ? FIELDS : one;
  }

  /** The same, if it is not null. */
  default Inferred withoutNull() {
    if (!(this instanceof OneOf several)) {
      return this;
    }
    return oneOf(several.choices().stream().filter(choice -> !(choice instanceof Null)).toList());
  }

  /**
   * Whether such a value can be given where the other is expected. Null in place of something else
   * is no error in the text; literals are compared with literals only.
   */
  default boolean fits(Inferred expected) {
    if (this instanceof Any || expected instanceof Any) {
      return true;
    } else if (this instanceof OneOf several) {
      return several.choices().stream()
          .allMatch(choice -> choice instanceof Null || choice.fits(expected));
    } else if (expected instanceof OneOf several) {
      return several.choices().stream().anyMatch(this::fits);
    } else if (this instanceof Text given && expected instanceof Text wanted) {
      return agree(given.literal(), wanted.literal());
    } else if (this instanceof Number given && expected instanceof Number wanted) {
      return agree(given.literal(), wanted.literal());
    }
    return isSameKind(this, expected);
  }

  private static <T> boolean agree(Optional<T> given, Optional<T> wanted) {
    return given.isEmpty() || wanted.isEmpty() || given.equals(wanted);
  }

  /** The value as messages name it. */
  default String shown() {
    if (this instanceof Null) {
      return "null";
    } else if (this instanceof Text) {
      return "a string";
    } else if (this instanceof Number) {
      return "an integer";
    } else if (this instanceof Truth) {
      return "a boolean";
    } else if (this instanceof Items) {
      return "an array";
    } else if (this instanceof Fields) {
      return "an object";
    } else if (this instanceof OneOf several) {
      return String.join(" or ", several.choices().stream().map(Inferred::shown).toList());
    }
    return "anything";
  }
}
