package dev.patienttests.local.bicep.eval;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the text alone tells of an expression's value. Where it tells too little, or something is
 * wrong that is reported elsewhere, the value may be anything, and nothing more is said about it.
 */
sealed interface Inferred {
  /** Anything. */
  record Any() implements Inferred {}

  /** Null. */
  record Null() implements Inferred {}

  /** A string, perhaps a certain one. */
  record Text(Optional<String> literal) implements Inferred {}

  /** An integer, perhaps a certain one. */
  record Whole(Optional<Long> literal) implements Inferred {}

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

  /** The same, if it is not null. */
  default Inferred withoutNull() {
    if (!(this instanceof OneOf several)) {
      return this;
    }
    return InferredKinds.oneOf(
        several.choices().stream().filter(choice -> !(choice instanceof Null)).toList());
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
    } else if (this instanceof Whole given && expected instanceof Whole wanted) {
      return agree(given.literal(), wanted.literal());
    }
    return InferredKinds.isSameKind(this, expected);
  }

  /** The same, if one of what the value may be can be given. */
  default boolean mayFit(Inferred expected) {
    return this instanceof OneOf several
        ? several.choices().stream().anyMatch(choice -> choice.fits(expected))
        : fits(expected);
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
    } else if (this instanceof Whole) {
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
