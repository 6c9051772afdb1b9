package dev.patienttests.benchmarks.gateway;

import dev.patienttests.benchmarks.Connection;
import dev.patienttests.benchmarks.JvmOptions;
import dev.patienttests.benchmarks.RunningStack;
import dev.patienttests.benchmarks.Samples;
import dev.patienttests.benchmarks.Target;
import dev.patienttests.local.gateway.Gateway;
import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.Ports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much of the gateway's start is the loading of all documents. Start: from the start of the
 * process to its first answer, which refuses a request without a key. Loading: what the same
 * process says of it in its log. In fresh JVMs, with the options and the class path of the stack's
 * gateway, the archive of its classes included.
 */
final class LoadingShare {
  private static final String READY = "READY ";
  private static final String GATEWAY = "dev.patienttests.local.gateway.GatewayMain";
  private static final int UNAUTHORIZED = 401;

  private final RunningStack stack;
  private final JvmOptions jvm;
  private final Path config;
  private final File log;

  /**
   * Starts nothing yet.
   *
   * @param directory for configuration and log
   * @param egressProxy what the gateway's calls go out by
   */
  LoadingShare(RunningStack stack, Path directory, String egressProxy)
      throws IOException, InterruptedException {
    this.stack = stack;
    this.jvm = stack.jvmOptions("gateway");
    this.config = directory.resolve("start.json");
    this.log = directory.resolve("start.log").toFile();
    ConfigFile.write(config, StackGateway.configuration(stack, egressProxy));
  }

  /**
   * What both took.
   *
   * @param start of the process until its first answer
   * @param loading of the documents alone
   */
  record Times(Samples start, Samples loading) {
    /** The share, by the medians. */
    double ratio() {
      return loading.median() / start.median();
    }
  }

  /** Measures, after one round that does not count. */
  Times measure(int rounds) throws Exception {
    long[] start = new long[rounds];
    long[] loading = new long[rounds];
    start();
    for (int i = 0; i < rounds; i++) {
      start[i] = start();
      loading[i] = loading();
    }
    return new Times(new Samples(start), new Samples(loading));
  }

  private long start() throws IOException, GeneralSecurityException, InterruptedException {
    long begin = System.nanoTime();
    Process process = process();
    try (BufferedReader lines = lines(process)) {
      String line = lines.readLine();
      if (line == null || !line.startsWith(READY)) {
        throw new IOException("The gateway does not start: see " + log);
      }
      Ports ports = ConfigFile.fromJson(line.substring(READY.length()), Ports.class);
      int port = ports.publicPort().orElseThrow();
      Target target =
          new Target("gateway", BareSides.url(port, "/patient"), stack.caCertificate(), Map.of());
      new Connection(target).send(target.request("GET", "/1", "").build(), UNAUTHORIZED);
      return System.nanoTime() - begin;
    } finally {
      process.getOutputStream().close();
      process.waitFor();
    }
  }

  /** What the process has written to its log, which it has for itself. */
  private long loading() throws IOException {
    for (String line : Files.readAllLines(log.toPath())) {
      int at = line.indexOf(Gateway.LOADED);
      if (at >= 0) {
        String millis = line.substring(at + Gateway.LOADED.length()).replace(" ms", "");
        return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
      }
    }
    throw new IOException("The gateway does not say how long it has loaded: see " + log);
  }

  private Process process() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm.options());
    command.addAll(List.of("-cp", jvm.classPath(), GATEWAY, config.toString()));
    return new ProcessBuilder(command).redirectError(log).start();
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
