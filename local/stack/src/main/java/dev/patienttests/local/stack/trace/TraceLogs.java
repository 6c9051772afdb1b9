package dev.patienttests.local.stack.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The structured lines in the logs of a stack. */
public final class TraceLogs {
  private static final String SUFFIX = ".log";

  private final Path folder;

  /** The logs in a folder: one file for each process, named by it. */
  public TraceLogs(Path folder) {
    this.folder = folder;
  }

  /**
   * The way of a request as an indented tree, a line for each station and call.
   *
   * @param id the gateway's request id, or a trace id; case does not matter
   * @return no line when no log knows the id
   */
  public List<String> way(String id) throws IOException {
    RequestTree tree = RequestTree.of(id.strip().toLowerCase(Locale.ROOT), spans());
    return tree.isEmpty() ? List.of() : tree.lines();
  }

  private List<Span> spans() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> logs;
    try (Stream<Path> files = Files.list(folder)) {
      logs = files.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
    }
    List<Span> spans = new ArrayList<>();
    for (Path log : logs) {
      String name = log.getFileName().toString();
      String process = name.substring(0, name.length() - SUFFIX.length());
      // A log may hold what is no UTF-8; ISO 8859-1 reads all, and ids are ASCII.
      try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        lines.flatMap(line -> Span.read(process, line).stream()).forEach(spans::add);
      }
    }
    return spans;
  }
}
