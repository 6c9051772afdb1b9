package dev.patienttests.local.stack.run;

import dev.patienttests.local.gateway.Gateway;
import dev.patienttests.local.net.IdentityEndpointSettings;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Looks whether a variant could be started, so that a mistake does not cost a stack that runs. */
public final class DryRun {
  private DryRun() {}

  /**
   * Evaluates the Bicep and loads the policies.
   *
   * @throws UserError with what would be refused
   */
  public static void check(Project project, String variant) {
    StateDirectory nowhere = new StateDirectory(temporary());
    try {
      Deployment deployment = Deployment.evaluate(project, variant, nowhere.create());
      Path none = nowhere.path();
      Gateway.check(
          deployment
              .plan()
              .gateway()
              .config(
                  new ListenerSettings(none, none, "", ""),
                  0,
                  "",
                  new IdentityEndpointSettings("", "")),
          InstantSource.system());
    } catch (StartException e) {
      throw new UserError(e.getMessage(), e);
    } finally {
      nowhere.delete();
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("pattern-dry-run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
