package dev.patienttests.local.stack.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings back what {@code stop} took away. */
@Command(name = "start", description = "Starts a process or service that was stopped.")
public final class StartCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Parameters(paramLabel = "NAME", description = "as for stop")
  private String name;

  @Override
  public Integer call() {
    variant.running().start(name);
    System.out.println(name + " runs.");
    return 0;
  }
}
