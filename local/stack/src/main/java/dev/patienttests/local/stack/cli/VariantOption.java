package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.ControlClient;
import java.nio.file.Files;
import picocli.CommandLine.Option;

/** Which parameter file of {@code infra/variants} a command is about. */
public final class VariantOption {
  @Option(
      names = "--variant",
      defaultValue = "external",
      description = "parameter file in infra/variants (default: ${DEFAULT-VALUE})")
  private String name;

  String name() {
    return name;
  }

  /** The project, once it is sure that the variant exists. */
  Project project() {
    Project project = Project.locate();
    if (!name.matches("[a-z][a-z0-9-]*") || !Files.exists(project.parameterFile(name))) {
      throw new UserError("there is no infra/variants/" + name + ".bicepparam");
    }
    return project;
  }

  StateDirectory state() {
    return project().state(name);
  }

  /** The running stack. */
  ControlClient running() {
    return ControlClient.of(state())
        .orElseThrow(() -> new UserError("the stack does not run: start it with ./pattern up"));
  }
}
