package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a change of the Bicep changes in the deployed resources. */
@Command(
    name = "diff",
    description = {
      "Prints what the Bicep, as it is now in the working tree, changes in the deployed resources,",
      "property by property, each with the file and line that its value comes from."
    })
public final class InfraDiffCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Parameters(
      paramLabel = "BEFORE",
      arity = "0..1",
      defaultValue = "HEAD",
      description =
          "what to compare with: a snapshot file, or a revision of git (default: ${DEFAULT-VALUE})")
  private String before;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Project project = variant.project();
    try {
      JsonNode earlier = earlier(project);
      PrintWriter out = spec.commandLine().getOut();
      Evaluation now = Deployment.snapshotOf(project, variant.name());
      out.print(ChangeReport.ofOutputs(now.outputChangesSince(earlier)));
      out.print(ChangeReport.of(now.changesSince(earlier)));
      out.flush();
      return 0;
    } catch (BicepException e) {
      throw findings("", e);
    } catch (IOException e) {
      throw new UserError(before + " cannot be read: " + e.getMessage(), e);
    }
  }

  private JsonNode earlier(Project project) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    Path file = BicepFiles.workingDirectory().resolve(before);
    if (Files.isRegularFile(file)) {
      return json.readTree(Files.readString(file));
    }
    try (GitTree tree = GitTree.of(project.root(), before)) {
      Project then = new Project(tree.folder());
      if (!Files.exists(then.parameterFile(variant.name()))) {
        throw new UserError("there was no variant " + variant.name() + " at " + before);
      }
      return json.readTree(Deployment.snapshotOf(then, variant.name()).snapshot());
    } catch (BicepException e) {
      throw findings("at " + before + ": ", e);
    }
  }

  private static UserError findings(String prefix, BicepException e) {
    return new UserError(
        e.diagnostics().stream().map(found -> prefix + found).collect(Collectors.joining("\n")), e);
  }
}
