package dev.patienttests.local.stack.cli;

import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.deploy.InfraTable;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.UserError;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the Bicep would deploy. */
@Command(
    name = "infra",
    description =
        "Prints the resources that the Bicep would deploy, and what the stack does with each.",
    subcommands = InfraDiffCommand.class)
public final class InfraCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Option(names = "--json", description = "the snapshot, as bicep snapshot writes it")
  private boolean json;

  @Override
  public Integer call() {
    Project project = variant.project();
    try {
      Evaluation evaluation = Deployment.snapshotOf(project, variant.name());
      if (json) {
        System.out.print(evaluation.snapshot());
      } else {
        System.out.print(InfraTable.of(evaluation));
      }
      return 0;
    } catch (BicepException e) {
      throw new UserError(
          e.diagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")), e);
    }
  }
}
