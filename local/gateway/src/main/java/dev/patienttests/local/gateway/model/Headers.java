package dev.patienttests.local.gateway.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Header lines in their order; names are compared without regard to case (RFC 9110). */
public final class Headers {

  /**
   * One line. Names are compared for each line and each policy, and most differ: a few letters of
   * each, put together once, tell it at a glance.
   */
  public static final class Line {
    private static final int CASE = 0x20;

    private final String name;
    private final String value;
    private final int letters;

    /** A line of that name. */
    public Line(String name, String value) {
      this.name = name;
      this.value = value;
      this.letters = letters(name);
    }

    /** Its name, as it was written. */
    public String name() {
      return name;
    }

    /** Its value. */
    public String value() {
      return value;
    }

    /** Whether another line's name is the same but for the case of letters. */
    public boolean isNamedAs(Line other) {
      return letters == other.letters
          && (name.equals(other.name) || name.equalsIgnoreCase(other.name));
    }

    private static int letters(String name) {
      int length = name.length();
      return length == 0
          ? 0
          : (length << 24)
              ^ (letter(name, 0) << 16)
              ^ (letter(name, length / 2) << 8)
              ^ letter(name, length - 1);
    }

    /** The same for letters that are the same but for their case. */
    private static int letter(String name, int index) {
      return name.charAt(index) | CASE;
    }
  }

  private final List<Line> lines = new ArrayList<>();

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
    Line wanted = wanted(name);
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).isNamedAs(wanted)) {
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
    Line wanted = wanted(name);
    for (Line line : lines) {
      if (line.isNamedAs(wanted)) {
        return Optional.of(line.value());
      }
    }
    return Optional.empty();
  }

  /** The values of all lines of that name. */
  public List<String> all(String name) {
    Line wanted = wanted(name);
    List<String> values = new ArrayList<>();
    for (Line line : lines) {
      if (line.isNamedAs(wanted)) {
        values.add(line.value());
      }
    }
    return values;
  }

  private static Line wanted(String name) {
    return new Line(name, "");
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
