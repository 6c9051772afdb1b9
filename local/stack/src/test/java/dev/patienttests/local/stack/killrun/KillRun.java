package dev.patienttests.local.stack.killrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.stack.e2e.Clients;
import dev.patienttests.local.stack.e2e.ClinicClient;
import dev.patienttests.local.stack.e2e.CosmosReader;
import dev.patienttests.local.stack.e2e.Documents;
import dev.patienttests.local.stack.e2e.Patients;
import dev.patienttests.local.stack.e2e.RunningStack;
import dev.patienttests.local.stack.run.Stack;
import dev.patienttests.local.stack.run.StackOptions;
import dev.patienttests.local.stack.run.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Mixed operations on two instances of each app while gateway, apps and store are killed at random;
 * then a look into the stores. As a program: {@code KillRun [operations] [kills] [seed]} prints
 * what it found and ends with 1 if anything was wrong.
 */
public final class KillRun {
  private static final int CLIENTS = 4;
  private static final Duration RECOVERY = Duration.ofMinutes(2);

  private KillRun() {}

  /**
   * What came of a run.
   *
   * @param done operations that clients were told to be done
   * @param failed operations that they were not told so
   * @param killed the processes that were killed, in order
   * @param violations what the checker found
   */
  record Result(int done, int failed, List<String> killed, List<String> violations) {}

  /** Runs as a program. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int operations = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int kills = args.length > 1 ? Integer.parseInt(args[1]) : operations / 200;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    Result result = run(operations, kills, seed);
    System.out.printf(
        "%d operations acknowledged, %d not; killed: %s%n",
        result.done(), result.failed(), result.killed());
    result.violations().forEach(System.out::println);
    System.out.println(result.violations().size() + " violations");
    System.exit(result.violations().isEmpty() ? 0 : 1);
  }

  /**
   * One run, on a stack of its own.
   *
   * @param operations how many have to be acknowledged
   */
  static Result run(int operations, int kills, long seed) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("pattern-kill-run");
    StackOptions options =
        new StackOptions(RunningStack.unlimited(folder).project(), "external", 0, 0)
            .withInstances(2);
    Consumer<String> events = System.err::println;
    try (Stack stack = Stack.start(options, events)) {
      OperationLog log = new OperationLog();
      List<Thread> clients = clients(stack, operations, seed, log);
      Killer killer = new Killer(stack, seed);
      clients.forEach(Thread::start);
      killer.run(kills, operations, log::done);
      for (Thread client : clients) {
        client.join();
      }
      log.requireNoCrash();
      return new Result(
          log.done(), log.failed(), killer.killed(), checker(stack).check(log.acknowledged()));
    }
  }

  private static List<Thread> clients(Stack stack, int operations, long seed, OperationLog log) {
    StackStatus status = stack.status();
    String key =
        status.subscriptions().stream()
            .filter(subscription -> subscription.name().equals(Patients.CLINIC))
            .findFirst()
            .orElseThrow()
            .primaryKey();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      ClinicClient clinic = new ClinicClient(new Clients(status).direct(), status.gateway(), key);
      MixedClient client = new MixedClient(i, seed * CLIENTS + i, clinic, log);
      threads.add(
          new Thread(
              () -> {
                try {
                  while (log.done() < operations) {
                    client.next();
                  }
                } catch (RuntimeException | Error e) {
                  log.crash(e, operations);
                }
              },
              "client " + i));
    }
    return threads;
  }

  /** Reads the stores with their own keys, past all apps, once the store is back. */
  private static TrailChecker checker(Stack stack) {
    Documents documents = new Documents(stack.plan(), new Clients(stack.status()));
    Instant end = Instant.now().plus(RECOVERY);
    List<JsonNode> records = patiently(documents::auditRecords, end);
    return new TrailChecker(
        patiently(() -> documents.all(CosmosReader.PATIENTS), end),
        patiently(() -> documents.all(CosmosReader.TESTS), end),
        records);
  }

  private static List<JsonNode> patiently(Supplier<List<JsonNode>> read, Instant end) {
    while (true) {
      try {
        return read.get();
      } catch (IllegalStateException stillAway) {
        if (Instant.now().isAfter(end)) {
          throw stillAway;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }
}
