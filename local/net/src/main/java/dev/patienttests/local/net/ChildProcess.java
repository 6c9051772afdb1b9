package dev.patienttests.local.net;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The life of a process that the stack starts: it reads its configuration, listens, prints {@code
 * READY} with its ports on standard output and ends when its standard input does (the stack has
 * ended) or when it is told to terminate.
 */
public final class ChildProcess {
  private static final Logger LOG = Logger.getLogger(ChildProcess.class.getName());
  private static final long STOP_MILLIS = 1_900;

  private ChildProcess() {}

  /**
   * What a process does.
   *
   * @param <C> type of its configuration
   */
  @FunctionalInterface
  public interface Starter<C> {
    /**
     * Starts and returns once all listeners are bound.
     *
     * @throws StartException for a failure that the message explains
     * @throws Exception for any other failure, shown with its stack trace
     */
    Running start(C config) throws Exception;
  }

  /**
   * A started process.
   *
   * @param ports the ports it listens on
   * @param stop stops it in an orderly way, in less than two seconds
   */
  public record Running(Ports ports, AutoCloseable stop) {}

  /**
   * Runs the process to its end; never returns. What is printed on standard output by others goes
   * to standard error, which is the log.
   *
   * @param args the path of the configuration file, alone
   */
  public static <C> void run(String[] args, Class<C> configType, Starter<C> starter) {
    PrintStream ready = System.out;
    System.setOut(System.err);
    LogFormat.install();
    try {
      Running running = start(args, configType, starter);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
      ready.println("READY " + ConfigFile.toJson(running.ports()));
      ready.flush();
      awaitEndOfInput();
      System.exit(0);
    } catch (StartException e) {
      fail(e.getMessage());
    } catch (Throwable e) {
      LOG.log(Level.SEVERE, "Unexpected failure", e);
      fail("Unexpected failure: " + e);
    }
  }

  private static <C> Running start(String[] args, Class<C> configType, Starter<C> starter)
      throws Exception {
    if (args.length != 1) {
      throw new StartException("Expected one argument, the path of the configuration file");
    }
    return starter.start(ConfigFile.read(Path.of(args[0]), configType));
  }

  private static void awaitEndOfInput() throws IOException {
    byte[] ignored = new byte[256];
    while (System.in.read(ignored) >= 0) {
      // whatever the stack writes has no meaning
    }
  }

  private static void stop(Running running) {
    Thread closing =
        new Thread(
            () -> {
              try {
                running.stop().close();
              } catch (Exception e) {
                LOG.log(Level.WARNING, "Did not stop in an orderly way", e);
              }
            },
            "close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(String message) {
    String line = message == null ? "Unknown failure" : message.replaceAll("\\R\\s*", " ");
    System.err.println(line);
    System.exit(1);
  }
}
