package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One child JVM: started, watched, restarted with back-off when it dies by itself, and left alone
 * once it was stopped on purpose. It ends with the stack, because its standard input ends.
 */
public final class ManagedProcess implements AutoCloseable {
  private static final String READY = "READY ";
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
  private static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);
  private static final int TAIL_BYTES = 8 * 1024;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String name;
  private final Supplier<ProcessPlan> plan;
  private final Consumer<Ports> onReady;
  private final Runnable onExit;
  private final Consumer<String> events;
  private final ScheduledExecutorService scheduler;

  /** Starts and stops take turns; who only asks does not wait for them. */
  private final Object turns = new Object();

  private volatile boolean wanted;
  private volatile boolean everReady;
  private volatile Optional<Process> process = Optional.empty();
  private volatile Optional<ScheduledFuture<?>> restarting = Optional.empty();
  private volatile Duration backOff = FIRST_BACK_OFF;
  private volatile CompletableFuture<Ports> ready = new CompletableFuture<>();

  /**
   * A process that is not started yet.
   *
   * @param plan asked at each start, so that a restart sees fresh secrets and ports
   * @param onReady called with the ports of each start, before {@link #start()}'s future completes
   * @param onExit called each time it has ended, for whatever reason
   * @param events takes one line per event worth knowing
   */
  public ManagedProcess(
      String name,
      Supplier<ProcessPlan> plan,
      Consumer<Ports> onReady,
      Runnable onExit,
      Consumer<String> events,
      ScheduledExecutorService scheduler) {
    this.name = name;
    this.plan = plan;
    this.onReady = onReady;
    this.onExit = onExit;
    this.events = events;
    this.scheduler = scheduler;
  }

  /** The name under which it was made. */
  public String name() {
    return name;
  }

  /** Starts it unless it runs; the future completes when it is ready and fails when it exits. */
  public CompletableFuture<Ports> start() {
    synchronized (turns) {
      if (!isWantedAndRuns()) {
        wanted = true;
        launch();
      }
      return ready;
    }
  }

  /** Its process id while it runs. */
  public OptionalLong pid() {
    return process
        .filter(Process::isAlive)
        .map(p -> OptionalLong.of(p.pid()))
        .orElse(OptionalLong.empty());
  }

  /** Whether somebody stopped it on purpose. */
  public boolean stopped() {
    return !wanted;
  }

  /** Stops it and waits until it is gone; it stays stopped until {@link #start()}. */
  public void stop() {
    wanted = false;
    synchronized (turns) {
      restarting.ifPresent(restart -> restart.cancel(false));
      process.ifPresent(this::end);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private boolean isWantedAndRuns() {
    return wanted && process.filter(Process::isAlive).isPresent();
  }

  private void launch() {
    CompletableFuture<Ports> readiness = new CompletableFuture<>();
    ready = readiness;
    try {
      ProcessPlan current = plan.get();
      ProcessBuilder builder = new ProcessBuilder(current.command());
      builder.environment().clear();
      builder.environment().putAll(current.environment());
      Files.createDirectories(current.log().getParent());
      builder.redirectError(ProcessBuilder.Redirect.appendTo(current.log().toFile()));
      Process started = builder.start();
      process = Optional.of(started);
      Thread reader = new Thread(() -> read(started, current, readiness), "output of " + name);
      reader.setDaemon(true);
      reader.start();
      Instant begun = Instant.now();
      CompletableFuture<Void> exit =
          started.onExit().thenAccept(ended -> exited(ended, current.log(), begun, readiness));
      exit.exceptionally(
          failure -> {
            readiness.completeExceptionally(failure);
            events.accept(name + " is not watched any more: " + failure.getMessage());
            return null;
          });
    } catch (IOException | RuntimeException e) {
      readiness.completeExceptionally(e);
      events.accept(name + " could not be started: " + e.getMessage());
      restartLater(Instant.now());
    }
  }

  private void read(Process started, ProcessPlan current, CompletableFuture<Ports> readiness) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        var log =
            Files.newBufferedWriter(
                current.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      String line = lines.readLine();
      while (line != null) {
        if (!readiness.isDone() && line.startsWith(READY)) {
          Ports ports = ConfigFile.fromJson(line.substring(READY.length()), Ports.class);
          onReady.accept(ports);
          ready(readiness, ports);
        } else {
          log.write(line);
          log.newLine();
          log.flush();
        }
        line = lines.readLine();
      }
    } catch (IOException | RuntimeException e) {
      readiness.completeExceptionally(e);
    }
  }

  private void ready(CompletableFuture<Ports> readiness, Ports ports) {
    everReady = true;
    readiness.complete(ports);
  }

  private void exited(Process ended, Path log, Instant begun, CompletableFuture<Ports> readiness) {
    onExit.run();
    String end = "%s ended with exit code %d: %s".formatted(name, ended.exitValue(), lastLine(log));
    readiness.completeExceptionally(new IOException(end));
    if (wanted && everReady) {
      events.accept(end);
    }
    restartLater(begun);
  }

  /** One that has never worked would not work the next time either: who started it is told. */
  private void restartLater(Instant begun) {
    if (!wanted || !everReady) {
      return;
    }
    if (Duration.between(begun, Instant.now()).compareTo(HEALTHY_AFTER) > 0) {
      backOff = FIRST_BACK_OFF;
    }
    events.accept("%s is started again in %d ms".formatted(name, backOff.toMillis()));
    restarting =
        Optional.of(scheduler.schedule(this::restart, backOff.toMillis(), TimeUnit.MILLISECONDS));
    Duration doubled = backOff.multipliedBy(2);
    backOff = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
  }

  private void restart() {
    synchronized (turns) {
      if (wanted && process.filter(Process::isAlive).isEmpty()) {
        launch();
      }
    }
  }

  /** What a process said last; one that cannot start says why in one line. */
  private static String lastLine(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL_BYTES);
      byte[] tail = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(tail);
      String text = new String(tail, StandardCharsets.UTF_8).stripTrailing();
      return text.substring(text.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      return "read " + log;
    }
  }

  private void end(Process running) {
    try {
      running.getOutputStream().close();
    } catch (IOException e) {
      running.destroy();
    }
    try {
      if (!running.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
