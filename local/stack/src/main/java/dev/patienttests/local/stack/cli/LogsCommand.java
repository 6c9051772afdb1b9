package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the processes have logged. */
@Command(name = "logs", description = "Prints the end of the logs.")
public final class LogsCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "one process alone")
  private String name;

  @Option(
      names = "--lines",
      defaultValue = "40",
      description = "how many lines of each (default: ${DEFAULT-VALUE})")
  private int lines;

  @Override
  public Integer call() throws IOException {
    Path folder = variant.state().logs();
    if (!Files.isDirectory(folder)) {
      throw new UserError("there are no logs yet: start the stack with ./pattern up");
    }
    List<Path> logs;
    try (Stream<Path> files = Files.list(folder)) {
      logs =
          files
              .filter(f -> f.getFileName().toString().endsWith(".log"))
              .filter(f -> name == null || f.getFileName().toString().equals(name + ".log"))
              .sorted()
              .toList();
    }
    if (logs.isEmpty()) {
      throw new UserError("there is no log of " + (name == null ? "anything" : name));
    }
    for (Path log : logs) {
      List<String> all = Files.readAllLines(log);
      System.out.println("== " + log.getFileName());
      all.subList(Math.max(0, all.size() - lines), all.size()).forEach(System.out::println);
    }
    return 0;
  }
}
