package dev.patienttests.local.gateway.document;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code {{name}}} as text, before expressions are read. Values are not resolved
 * recursively (Azure documentation, named values).
 */
public final class NamedValues {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9._-]+)\\s*}}");
  private final Map<String, String> values;
  private final Optional<Unknown> unknown;

  /** Decides what stands for a reference to a value that is not known. */
  @FunctionalInterface
  public interface Unknown {
    /**
     * The text.
     *
     * @param reference the reference with its braces
     * @param from where the attribute's value or the text begins that the reference is in
     * @param to where that ends
     */
    String text(
        String name, String reference, Position at, Position from, Position to, Standing standing);
  }

  /** What a reference stands in. */
  public enum Standing {
    /** Nothing else: it is the whole value. */
    ALONE,
    /** A string of an expression. */
    STRING,
    /** Text, or the code of an expression. */
    PART
  }

  /** Knows these values by display name; a reference to another one is refused. */
  public NamedValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
    this.unknown = Optional.empty();
  }

  /** Knows these values, and asks for the others. */
  public NamedValues(Map<String, String> values, Unknown unknown) {
    this.values = Map.copyOf(values);
    this.unknown = Optional.of(unknown);
  }

  PolicyValue resolve(SourceText source, String text, int[] offsets) {
    return resolve(source, text, offsets, false);
  }

  /**
   * The same for a template, whose own outputs look like references: only those to values that are
   * known are some.
   */
  PolicyValue resolveTemplate(SourceText source, String text, int[] offsets) {
    return resolve(source, text, offsets, true);
  }

  private PolicyValue resolve(SourceText source, String text, int[] offsets, boolean template) {
    if (!text.contains("{{")) {
      return PolicyValues.read(source, text, offsets);
    }
    StringBuilder out = new StringBuilder();
    int[] outOffsets = new int[0];
    Matcher matcher = REFERENCE.matcher(text);
    int last = 0;
    while (matcher.find()) {
      boolean output = template && !values.containsKey(matcher.group(1));
      String value = output ? "" : value(source, text, offsets, matcher);
      outOffsets = copy(outOffsets, out, text, offsets, last, matcher.start());
      last = matcher.end();
      if (output) {
        outOffsets = copy(outOffsets, out, text, offsets, matcher.start(), last);
        continue;
      }
      int at = out.length();
      out.append(value);
      outOffsets = Arrays.copyOf(outOffsets, out.length());
      Arrays.fill(outOffsets, at, out.length(), offsets[matcher.start()]);
    }
    outOffsets = copy(outOffsets, out, text, offsets, last, text.length());
    int[] complete = Arrays.copyOf(outOffsets, out.length() + 1);
    complete[out.length()] = offsets[text.length()];
    return PolicyValues.read(source, out.toString(), complete);
  }

  /**
   * Replaces names in a text that is no part of a policy document.
   *
   * @throws IllegalArgumentException where a name is unknown
   */
  public String resolve(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              String value = values.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException("unknown named value '" + found.group(1) + "'");
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private String value(SourceText source, String text, int[] offsets, Matcher matcher) {
    String name = matcher.group(1);
    String known = values.get(name);
    if (known != null) {
      return known;
    }
    Position at = source.positionAt(offsets[matcher.start()]);
    return unknown
        .orElseThrow(() -> new PolicyLoadException(at, "unknown named value '" + name + "'"))
        .text(
            name,
            matcher.group(),
            at,
            source.positionAt(offsets[0]),
            source.positionAt(offsets[text.length()]),
            standing(text, matcher));
  }

  /** A string is open where an odd number of quotes stands before, escaped ones aside. */
  private static Standing standing(String text, Matcher reference) {
    if (reference.group().equals(text.strip())) {
      return Standing.ALONE;
    }
    String before = text.substring(0, reference.start()).replaceAll("\\\\.", "");
    boolean open = before.chars().filter(c -> c == '"').count() % 2 == 1;
    return open && before.stripLeading().startsWith("@") ? Standing.STRING : Standing.PART;
  }

  private static int[] copy(
      int[] to, StringBuilder out, String text, int[] offsets, int start, int end) {
    int at = out.length();
    out.append(text, start, end);
    int[] result = Arrays.copyOf(to, out.length());
    System.arraycopy(offsets, start, result, at, end - start);
    return result;
  }
}
