package dev.patienttests.local.stack;

import dev.patienttests.local.stack.cli.AuditCommand;
import dev.patienttests.local.stack.cli.BicepCommand;
import dev.patienttests.local.stack.cli.ConformanceCommand;
import dev.patienttests.local.stack.cli.DownCommand;
import dev.patienttests.local.stack.cli.EntraCommand;
import dev.patienttests.local.stack.cli.InfraCommand;
import dev.patienttests.local.stack.cli.LogsCommand;
import dev.patienttests.local.stack.cli.PolicyCommand;
import dev.patienttests.local.stack.cli.SkippedTestsCommand;
import dev.patienttests.local.stack.cli.StartCommand;
import dev.patienttests.local.stack.cli.StatusCommand;
import dev.patienttests.local.stack.cli.StopCommand;
import dev.patienttests.local.stack.cli.SubscriptionCommand;
import dev.patienttests.local.stack.cli.TokenCommand;
import dev.patienttests.local.stack.cli.TraceCommand;
import dev.patienttests.local.stack.cli.TrainCommand;
import dev.patienttests.local.stack.cli.UpCommand;
import dev.patienttests.local.stack.project.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line, {@code ./pattern}. */
@Command(
    name = "pattern",
    mixinStandardHelpOptions = true,
    version = "pattern 0.1",
    description = "Runs the deployed artifacts of this project on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "  test [--quick]  runs all tests; --quick: those of the build alone"},
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StopCommand.class,
      StartCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      AuditCommand.class,
      EntraCommand.class,
      InfraCommand.class,
      PolicyCommand.class,
      BicepCommand.class,
      ConformanceCommand.class,
      SkippedTestsCommand.class,
      SubscriptionCommand.class,
      TokenCommand.class,
      TraceCommand.class,
      TrainCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Pattern {
  private Pattern() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    int exit = commandLine().execute(args);
    System.out.flush();
    System.exit(exit);
  }

  /** The commands, with errors that a person can act on printed as one line. */
  static CommandLine commandLine() {
    return new CommandLine(new Pattern())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof UserError) {
                command.getErr().println("pattern: " + exception.getMessage());
                return 1;
              }
              throw exception;
            });
  }
}
