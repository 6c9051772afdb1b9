package dev.patienttests.local.gateway.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the folder {@code parity} says of one policy.
 *
 * @param link the page that its heading names
 */
record ParityTable(String policy, String link, List<Row> rows) {
  private static final Path FOLDER = Path.of("parity");
  private static final Pattern HEADING = Pattern.compile("### \\[([a-z-]+)]\\((\\S+)\\)");
  private static final Pattern PARTS = Pattern.compile("`[^`]+`(, `[^`]+`)*");
  private static final Pattern PART = Pattern.compile("`([^`]+)`");

  /**
   * A line of the table.
   *
   * @param part the first cell as it stands
   * @param here supported, refused, differs or choice
   */
  record Row(String part, String here, String what, String source) {
    boolean isRefused() {
      return here.equals("refused");
    }

    /** Attributes, elements, values or policies that the first cell is made of; else none. */
    List<Part> parts() {
      return PARTS.matcher(part).matches()
          ? PART.matcher(part).results().map(found -> Part.of(found.group(1))).toList()
          : List.of();
    }
  }

  /**
   * An attribute or child element, such as {@code issuers/issuer} or {@code @key}.
   *
   * @param path names of elements below the policy, of an attribute with {@code @}
   * @param value a value of it, where only that is meant
   * @param policies policies as text instead, where the table shows such
   */
  record Part(List<String> path, Optional<String> value, Optional<String> policies) {

    static Part of(String text) {
      if (text.startsWith("<")) {
        return new Part(List.of(), Optional.empty(), Optional.of(text));
      }
      int equals = text.indexOf('=');
      String path = equals < 0 ? text : text.substring(0, equals);
      Optional<String> value =
          equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
      return new Part(List.of(path.split("/", -1)), value, Optional.empty());
    }

    String name() {
      return path.get(path.size() - 1);
    }

    boolean isAttribute() {
      return name().startsWith("@");
    }

    List<String> parent() {
      return path.subList(0, path.size() - 1);
    }

    String text() {
      return String.join("/", path);
    }
  }

  /** All of them. */
  static List<ParityTable> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().flatMap(file -> read(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ParityTable> read(Path file) {
    List<ParityTable> tables = new ArrayList<>();
    for (String line : lines(file)) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        tables.add(new ParityTable(heading.group(1), heading.group(2), new ArrayList<>()));
      } else if (line.startsWith("| ") && !line.startsWith("| part |") && !tables.isEmpty()) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 6) {
          throw new IllegalStateException(file + " holds a row without four cells: " + line);
        }
        tables
            .get(tables.size() - 1)
            .rows()
            .add(new Row(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()));
      }
    }
    return tables;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the row of that name says, where there is one. */
  Optional<String> what(String part) {
    return rows.stream().filter(row -> row.part().equals(part)).map(Row::what).findFirst();
  }
}
