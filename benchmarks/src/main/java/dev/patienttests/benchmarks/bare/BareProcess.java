package dev.patienttests.benchmarks.bare;

import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A child JVM that says {@code READY} and ends when its standard input does. */
public final class BareProcess implements AutoCloseable {
  private static final String READY = "READY ";
  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TMPDIR", "TZ");
  private static final long GRACE_SECONDS = 5;

  private final Path log;
  private final Process process;
  private final CompletableFuture<Ports> ports;

  private BareProcess(Path log, Process process) {
    this.log = log;
    this.process = process;
    this.ports = CompletableFuture.supplyAsync(this::readPorts);
  }

  /**
   * Starts it on this JVM's class path, in an environment without the developer's variables.
   *
   * @param options JVM options
   * @param config written next to the log, as the process's one argument
   * @throws IOException when it cannot be started
   */
  public static BareProcess start(
      Path directory, Class<?> main, List<String> options, Object config) throws IOException {
    return start(directory, main, options, Map.of(), config);
  }

  /**
   * The same with environment variables of its own.
   *
   * @throws IOException when it cannot be started
   */
  public static BareProcess start(
      Path directory,
      Class<?> main,
      List<String> options,
      Map<String, String> environment,
      Object config)
      throws IOException {
    Path file = directory.resolve(main.getSimpleName() + ".json");
    Path log = directory.resolve(main.getSimpleName() + ".log");
    ConfigFile.write(file, config);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(environment);
    builder.redirectError(log.toFile());
    return new BareProcess(log, builder.start());
  }

  /**
   * Waits until it is ready.
   *
   * @throws StartException when it ends instead; its log says why
   */
  public Ports ports() {
    return ports.join();
  }

  /** The process, for what the system knows of it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** The ports of a process that is ready, and nothing before. */
  Optional<Ports> portsNow() {
    return Optional.ofNullable(ports.getNow(null));
  }

  private Ports readPorts() {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          return ConfigFile.fromJson(line.substring(READY.length()), Ports.class);
        }
      }
      throw new StartException("A process of the benchmark did not start: see " + log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
