package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.AppBuild;
import dev.patienttests.local.stack.project.DeployedInputs;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.ControlClient;
import dev.patienttests.local.stack.run.Detached;
import dev.patienttests.local.stack.run.DryRun;
import dev.patienttests.local.stack.run.StackOptions;
import dev.patienttests.local.stack.run.Supervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
  private static final int DEFAULT_PORT = StackOptions.DEFAULT_PORT;
  private static final int LARGEST_PORT = 65_534;
  private static final int MOST_NAMED_FILES = 10;

  @Mixin private VariantOption variant;

  @Option(names = "--detach", description = "return once the stack is ready")
  private boolean detach;

  @Option(names = "--fresh", description = "forget all state first: data, keys and certificates")
  private boolean fresh;

  @Option(
      names = "--port",
      description = {
        "port of the gateway; the edge is one above, 0: any free ones",
        "(default: what it runs on already, else " + StackOptions.DEFAULT_PORT + ")"
      })
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--instances",
      paramLabel = "N",
      description = {
        "how many processes run each app behind its one name, 1 or 2",
        "(default: as many as run already, else 1)"
      })
  private Optional<Integer> instances = Optional.empty();

  @Option(
      names = "--debug",
      paramLabel = "NAME",
      description = {
        "lets a debugger attach to an app, such as patient-api; the port is printed.",
        "May be given more than once"
      })
  private Set<String> debug = new TreeSet<>();

  @Option(names = "--supervise", hidden = true, description = "is the detached process itself")
  private boolean supervise;

  @Override
  public Integer call() {
    Project project = variant.project();
    StateDirectory state = project.state(variant.name());
    if (supervise) {
      Supervisor.run(
          options(project, port.orElseThrow(), instances.orElse(1)),
          System.out::println,
          ready -> {});
      return 0;
    }
    DeployedInputs inputs = DeployedInputs.scan(project);
    Optional<ControlClient> running = ControlClient.of(state);
    Optional<RunningOptions> now = running.map(RunningOptions::of);
    int gatewayPort = port.or(() -> now.map(RunningOptions::gatewayPort)).orElse(DEFAULT_PORT);
    int count = instances.or(() -> now.map(RunningOptions::instances)).orElse(1);
    StackOptions options = options(project, gatewayPort, count);
    if (running.isPresent() && !fresh) {
      SortedSet<String> changed = inputs.changedSince(DeployedInputs.load(state.deployedInputs()));
      if (changed.isEmpty() && now.get().equals(RunningOptions.of(options))) {
        System.out.println("The stack runs already, and nothing it is made of has changed.");
        UpSummary.print(running.get().status());
        return 0;
      }
      name(changed);
    }
    new AppBuild(project).ensureStaged(inputs, System.out::println);
    if (running.isPresent()) {
      replace(project, running.get());
    }
    if (fresh) {
      state.delete();
    }
    state.create();
    if (detach) {
      List<String> arguments = new ArrayList<>(List.of("up", "--supervise"));
      arguments.addAll(List.of("--variant", variant.name(), "--port", "" + gatewayPort));
      arguments.addAll(List.of("--instances", "" + count));
      debug.forEach(name -> arguments.addAll(List.of("--debug", name)));
      UpSummary.print(Detached.start(state, arguments, System.out::println));
    } else {
      Supervisor.run(options, System.out::println, UpCommand::ready);
    }
    return 0;
  }

  /** Ends the running stack, once it is sure that another could take its place. */
  private void replace(Project project, ControlClient running) {
    try {
      DryRun.check(project, variant.name());
    } catch (UserError e) {
      throw new UserError(e.getMessage() + "\n(what runs was left running)", e);
    }
    DownCommand.shutDown(running);
  }

  private StackOptions options(Project project, int gatewayPort, int count) {
    if (gatewayPort < 0 || gatewayPort > LARGEST_PORT) {
      throw new UserError("--port must be from 0 to " + LARGEST_PORT);
    }
    if (count < 1 || count > StackOptions.MOST_INSTANCES) {
      throw new UserError("--instances must be from 1 to " + StackOptions.MOST_INSTANCES);
    }
    int edgePort = gatewayPort == 0 ? 0 : gatewayPort + 1;
    return new StackOptions(project, variant.name(), gatewayPort, edgePort, count, debug);
  }

  private static void ready(String status) {
    UpSummary.print(status);
    System.out.println("Ctrl-C stops it.");
  }

  private static void name(SortedSet<String> changed) {
    if (changed.isEmpty()) {
      return;
    }
    System.out.println("Changed since the stack was started:");
    changed.stream().limit(MOST_NAMED_FILES).forEach(file -> System.out.println("  " + file));
    if (changed.size() > MOST_NAMED_FILES) {
      System.out.println("  and " + (changed.size() - MOST_NAMED_FILES) + " more");
    }
  }
}
