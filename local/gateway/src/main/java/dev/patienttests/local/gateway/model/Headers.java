package dev.patienttests.local.gateway.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Header lines in their order; names are compared without regard to case (RFC 9110). */
public final class Headers {

  /** One line. */
  public record Line(String name, String value) {}

  private static final int CASE = 0x20;

  private final List<Line> lines = new ArrayList<>();

  /** Whether two names are the same but for the case of letters. */
  public static boolean isSame(String name, String other) {
    int last = name.length() - 1;
    // Most names of one length begin alike and end differently; most of the same are written alike.
    return last == other.length() - 1
        && (last < 0 || isSame(name.charAt(last), other.charAt(last)))
        && (name.equals(other) || name.equalsIgnoreCase(other));
  }

  /** Holds for letters that are the same but for their case, and for few others. */
  private static boolean isSame(char one, char other) {
    return (one | CASE) == (other | CASE);
  }

  /** A copy that changes on its own. */
  public Headers copy() {
    Headers copy = new Headers();
    copy.lines.addAll(lines);
    return copy;
  }

  /** Adds a line. */
  public void add(String name, String value) {
    lines.add(new Line(name, value));
  }

  /** Replaces all lines of that name. */
  public void set(String name, String value) {
    remove(name);
    add(name, value);
  }

  /** Removes all lines of that name. */
  public void remove(String name) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (isSame(lines.get(i).name(), name)) {
        lines.remove(i);
      }
    }
  }

  /** Whether there is a line of that name. */
  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /** The value of the first line of that name. */
  public Optional<String> first(String name) {
    for (Line line : lines) {
      if (isSame(line.name(), name)) {
        return Optional.of(line.value());
      }
    }
    return Optional.empty();
  }

  /** The values of all lines of that name. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Line line : lines) {
      if (isSame(line.name(), name)) {
        values.add(line.value());
      }
    }
    return values;
  }

  /** All lines. */
  public List<Line> lines() {
    return lines;
  }

  /** Values by name, in the case in which the name came first. */
  public Map<String, List<String>> asMap() {
    Map<String, String> spelling = new LinkedHashMap<>();
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Line line : lines) {
      String name =
          spelling.computeIfAbsent(line.name().toLowerCase(Locale.ROOT), lower -> line.name());
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(line.value());
    }
    return values;
  }
}
