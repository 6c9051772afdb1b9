package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.AppBuild;
import dev.patienttests.local.stack.project.DeployedInputs;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.run.ControlClient;
import dev.patienttests.local.stack.run.Detached;
import dev.patienttests.local.stack.run.StackOptions;
import dev.patienttests.local.stack.run.Supervisor;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds what is missing, starts the stack and says how to use it. */
@Command(
    name = "up",
    description = {
      "Builds what has changed and starts the stack.",
      "Where it runs already: says so, or restarts it when a deployed file has changed."
    })
public final class UpCommand implements Callable<Integer> {
  private static final int MOST_NAMED_FILES = 10;

  @Mixin private VariantOption variant;

  @Option(names = "--detach", description = "return once the stack is ready")
  private boolean detach;

  @Option(names = "--fresh", description = "forget all state first: data, keys and certificates")
  private boolean fresh;

  @Option(
      names = "--port",
      defaultValue = "" + StackOptions.DEFAULT_PORT,
      description = "port of the gateway; the edge is one above (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--supervise", hidden = true, description = "is the detached process itself")
  private boolean supervise;

  @Override
  public Integer call() {
    Project project = variant.project();
    StateDirectory state = project.state(variant.name());
    StackOptions options = new StackOptions(project, variant.name(), port, edgePort());
    if (supervise) {
      Supervisor.run(options, System.out::println, ready -> {});
      return 0;
    }
    DeployedInputs inputs = DeployedInputs.scan(project);
    Optional<ControlClient> running = ControlClient.of(state);
    if (running.isPresent() && !fresh) {
      SortedSet<String> changed = inputs.changedSince(DeployedInputs.load(state.deployedInputs()));
      if (changed.isEmpty()) {
        System.out.println("The stack runs already, and nothing it is made of has changed.");
        UpSummary.print(running.get().status());
        return 0;
      }
      name(changed);
    }
    new AppBuild(project).ensureStaged(inputs, System.out::println);
    running.ifPresent(DownCommand::shutDown);
    if (fresh) {
      state.delete();
    }
    state.create();
    if (detach) {
      List<String> arguments =
          List.of("up", "--supervise", "--variant", variant.name(), "--port", "" + port);
      UpSummary.print(Detached.start(state, arguments, System.out::println));
    } else {
      Supervisor.run(options, System.out::println, UpCommand::ready);
    }
    return 0;
  }

  private static void ready(String status) {
    UpSummary.print(status);
    System.out.println("Ctrl-C stops it.");
  }

  private int edgePort() {
    return port == 0 ? 0 : port + 1;
  }

  private static void name(SortedSet<String> changed) {
    System.out.println("Changed since the stack was started:");
    changed.stream().limit(MOST_NAMED_FILES).forEach(file -> System.out.println("  " + file));
    if (changed.size() > MOST_NAMED_FILES) {
      System.out.println("  and " + (changed.size() - MOST_NAMED_FILES) + " more");
    }
  }
}
