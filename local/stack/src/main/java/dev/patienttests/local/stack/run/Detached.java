package dev.patienttests.local.stack.run;

import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Starts a supervisor that outlives the terminal, and waits until its stack is ready. */
public final class Detached {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** How the command line in the new process begins the line that says why it gave up. */
  private static final String FAILED = "pattern: ";

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final StateDirectory state;
  private final Path log;
  private final Consumer<String> progress;
  private int linesShown;
  private Optional<String> reason = Optional.empty();

  private Detached(StateDirectory state, Consumer<String> progress) {
    this.state = state;
    this.log = state.logs().resolve("supervisor.log");
    this.progress = progress;
  }

  /**
   * Starts it.
   *
   * @param arguments of the command line in the new process
   * @param progress takes what the supervisor says until it is ready
   * @return the status as JSON
   * @throws UserError when the stack does not start
   */
  public static String start(
      StateDirectory state, List<String> arguments, Consumer<String> progress) {
    Detached detached = new Detached(state, progress);
    try {
      return detached.await(detached.launch(arguments));
    } catch (IOException e) {
      throw new UserError("the supervisor could not be started: " + e.getMessage(), e);
    }
  }

  private Process launch(List<String> arguments) throws IOException {
    Files.createDirectories(log.getParent());
    Files.deleteIfExists(log);
    Files.createFile(log);
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(Jvm.sharedClasses());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.patienttests.local.stack.Pattern");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return process;
  }

  private String await(Process process) throws IOException {
    while (true) {
      boolean alive = process.isAlive();
      show();
      Optional<ControlClient> running =
          ControlFile.read(state.control())
              .filter(file -> file.pid() == process.pid())
              .flatMap(file -> ControlClient.of(state));
      if (running.isPresent()) {
        return running.get().status();
      }
      if (!alive) {
        throw new UserError(reason.orElse("the stack did not start: read " + log));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private void show() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    for (; linesShown < lines.size(); linesShown++) {
      String line = lines.get(linesShown);
      if (line.startsWith(FAILED)) {
        reason = Optional.of(line.substring(FAILED.length()));
      } else {
        progress.accept(line);
      }
    }
  }
}
