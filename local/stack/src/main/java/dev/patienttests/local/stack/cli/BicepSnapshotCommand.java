package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.local.bicep.Bicep;
import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.bicep.ResourceChange;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a parameter file would deploy, in the format of {@code bicep snapshot}. */
@Command(
    name = "snapshot",
    description = {
      "Prints what a parameter file would deploy, as bicep snapshot writes it.",
      "What no option tells stays an expression."
    })
public final class BicepSnapshotCommand implements Callable<Integer> {
  private static final String ENDING = ".bicepparam";

  /** What to do with the snapshot. */
  enum Mode {
    /** Print it. */
    PRINT,
    /** Write it beside the parameter file. */
    OVERWRITE,
    /** Compare it to the one beside the parameter file. */
    VALIDATE
  }

  @Parameters(paramLabel = "FILE", description = "a .bicepparam file")
  private Path file;

  @Option(
      names = "--mode",
      defaultValue = "print",
      description = "print (default), overwrite or validate the .snapshot.json beside FILE")
  private Mode mode;

  @Option(names = "--tenant-id", description = "tenant of the deployment")
  private String tenant;

  @Option(names = "--subscription-id", description = "subscription of the deployment")
  private String subscription;

  @Option(names = "--management-group-id", description = "management group of the deployment")
  private String managementGroup;

  @Option(names = "--resource-group", description = "resource group of the deployment")
  private String resourceGroup;

  @Option(names = "--location", description = "location of the resource group or deployment")
  private String location;

  @Option(names = "--deployment-name", description = "name of the deployment")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path path = BicepFiles.existing(file);
    if (!path.toString().endsWith(ENDING)) {
      throw new UserError(file + " is no " + ENDING + " file");
    }
    Path root = BicepFiles.root(path);
    try {
      Evaluation evaluation = Bicep.evaluate(path, context(root));
      optionsMustFit(evaluation.targetScope());
      PrintWriter warnings = spec.commandLine().getErr();
      evaluation.warnings().forEach(found -> warnings.println(BicepFiles.shown(found, root)));
      warnings.flush();
      Path beside =
          path.resolveSibling(path.getFileName().toString().replace(ENDING, ".snapshot.json"));
      return finish(evaluation, beside);
    } catch (BicepException e) {
      throw new UserError(
          e.diagnostics().stream()
              .map(found -> BicepFiles.shown(found, root).toString())
              .collect(Collectors.joining("\n")),
          e);
    } catch (IOException e) {
      throw new UserError("the snapshot cannot be read or written: " + e.getMessage(), e);
    }
  }

  /** What a deployment at another scope does not have is not given either, as with the CLI. */
  private void optionsMustFit(String targetScope) {
    boolean group = targetScope.equals("resourceGroup");
    if (subscription != null && !group && !targetScope.equals("subscription")) {
      throw misfit("--subscription-id", targetScope);
    } else if (resourceGroup != null && !group) {
      throw misfit("--resource-group", targetScope);
    } else if (managementGroup != null && !targetScope.equals("managementGroup")) {
      throw misfit("--management-group-id", targetScope);
    }
  }

  private static UserError misfit(String option, String targetScope) {
    return new UserError(
        option + " does not fit a file with the target scope '" + targetScope + "'");
  }

  private DeploymentContext context(Path root) {
    DeploymentContext context =
        DeploymentContext.of(root).withNow(Instant.now()).withEnvironment(System.getenv());
    context = tenant == null ? context : context.withTenant(tenant);
    context = subscription == null ? context : context.withSubscription(subscription);
    context = managementGroup == null ? context : context.withManagementGroup(managementGroup);
    context = resourceGroup == null ? context : context.withResourceGroup(resourceGroup);
    context = location == null ? context : context.withLocation(location);
    return name == null ? context : context.withDeploymentName(name);
  }

  private int finish(Evaluation evaluation, Path beside) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (mode) {
      case PRINT -> out.print(evaluation.snapshot());
      case OVERWRITE -> Files.writeString(beside, evaluation.snapshot());
      case VALIDATE -> {
        JsonNode before = JsonMapper.builder().build().readTree(Files.readString(beside));
        List<ResourceChange> changes = evaluation.changesSince(before);
        out.print(ChangeReport.of(changes));
        out.flush();
        return changes.isEmpty() ? 0 : 1;
      }
    }
    out.flush();
    return 0;
  }
}
