package dev.patienttests.local.stack.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The clone that the stack runs.
 *
 * @param root its top folder
 */
public record Project(Path root) {
  /** The function apps, by the name of their module and of their staged folder. */
  public static final List<String> APPS = List.of("audit-api", "patient-api");

  /**
   * The project whose folder is the working directory or one above it.
   *
   * @throws UserError when there is none
   */
  public static Project locate() {
    Path candidate = Path.of("").toAbsolutePath();
    while (candidate != null) {
      if (Files.isDirectory(candidate.resolve("infra"))
          && Files.isRegularFile(candidate.resolve("pattern"))) {
        return new Project(candidate);
      }
      candidate = candidate.getParent();
    }
    throw new UserError("not inside a clone of this project: change into its folder first");
  }

  /** The parameter file of a variant. */
  public Path parameterFile(String variant) {
    return root.resolve("infra/variants").resolve(variant + ".bicepparam");
  }

  /** The folder that the Functions Maven plugin staged for an app. */
  public Path staged(String app) {
    return root.resolve(app).resolve("target/azure-functions").resolve(app);
  }

  /** Where a variant's state lives. */
  public StateDirectory state(String variant) {
    return new StateDirectory(root.resolve(".local").resolve(variant));
  }
}
