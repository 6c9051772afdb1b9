package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.ControlClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the stack and all of its processes; state is kept. */
@Command(name = "down", description = "Stops the stack. Its state is kept.")
public final class DownCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 30;

  @Mixin private VariantOption variant;

  @Override
  public Integer call() {
    Optional<ControlClient> running = ControlClient.of(variant.state());
    if (running.isEmpty()) {
      System.out.println("The stack does not run.");
      return 0;
    }
    shutDown(running.get());
    System.out.println("The stack is down. Its state is kept in " + variant.state().path());
    return 0;
  }

  /** Asks the stack to end and waits until its supervisor is gone. */
  static void shutDown(ControlClient stack) {
    Optional<ProcessHandle> supervisor = ProcessHandle.of(stack.pid());
    stack.shutdown();
    try {
      if (supervisor.isPresent()) {
        supervisor.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new UserError(
          "the stack (process " + stack.pid() + ") did not end: kill it by hand", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
