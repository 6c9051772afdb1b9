package dev.patienttests.benchmarks.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processor time that a process and those that it has started have used, user and system, until
 * one moment.
 *
 * <p>On Linux this is the scheduler's account of each thread, in nanoseconds ({@code schedstat},
 * Linux documentation, scheduler statistics). Of a thread that ends between two moments, the time
 * since the first one is not seen; pools of threads do not shrink that fast. Elsewhere it is what
 * the system says of the process as a whole, most often in steps of 10 ms.
 */
final class CpuTime {
  private final Map<String, Long> nanos;

  private CpuTime(Map<String, Long> nanos) {
    this.nanos = nanos;
  }

  /** Until now. */
  static CpuTime of(ProcessHandle process) {
    Map<String, Long> nanos = new HashMap<>();
    Stream.concat(Stream.of(process), process.descendants()).forEach(p -> add(p, nanos));
    return new CpuTime(nanos);
  }

  /** What was used since an earlier moment, in nanoseconds. */
  long since(CpuTime earlier) {
    return nanos.entrySet().stream()
        .mapToLong(entry -> entry.getValue() - earlier.nanos.getOrDefault(entry.getKey(), 0L))
        .sum();
  }

  /** In what steps it is told. */
  static String resolution() {
    return Files.exists(Path.of("/proc/self/schedstat"))
        ? "1 ns of each thread (schedstat)"
        : "that of the system's account of the process, most often 10 ms";
  }

  private static void add(ProcessHandle process, Map<String, Long> nanos) {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.exists(Path.of("/proc/self/schedstat"))) {
      long whole = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
      nanos.put(Long.toString(process.pid()), whole);
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        read(thread.resolve("schedstat"), nanos);
      }
    } catch (DirectoryIteratorException | IOException e) {
      throw new IllegalStateException("Process " + process.pid() + " is gone", e);
    }
  }

  private static void read(Path file, Map<String, Long> nanos) {
    try {
      List<String> fields = List.of(Files.readString(file).split(" "));
      nanos.put(file.toString(), Long.parseLong(fields.get(0)));
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw new UncheckedIOException(e);
      }
      // else the thread has ended meanwhile
    }
  }
}
