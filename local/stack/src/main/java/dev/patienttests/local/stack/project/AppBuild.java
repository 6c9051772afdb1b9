package dev.patienttests.local.stack.project;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Stages the function apps with Maven, when what they are made of has changed. */
public final class AppBuild {
  private final Project project;

  /** A build of one clone. */
  public AppBuild(Project project) {
    this.project = project;
  }

  /**
   * Builds and stages the apps unless the staged ones were made of just these inputs.
   *
   * @param progress takes one line per step
   * @throws UserError when the build fails; the message says where its output is
   */
  public void ensureStaged(DeployedInputs inputs, Consumer<String> progress) {
    DeployedInputs compiled = inputs.compiled();
    Path stamp = project.root().resolve(".local/staged-inputs.json");
    boolean staged = Project.APPS.stream().allMatch(app -> isStaged(project.staged(app)));
    if (staged && compiled.changedSince(DeployedInputs.load(stamp)).isEmpty()) {
      return;
    }
    progress.accept("building " + String.join(" and ", Project.APPS) + " ...");
    Path log = project.root().resolve(".local/build-apps.log");
    int exit = run(log);
    if (exit != 0) {
      throw new UserError("the function apps do not build: read " + log);
    }
    compiled.save(stamp);
  }

  private static boolean isStaged(Path folder) {
    return Files.isRegularFile(folder.resolve("host.json"));
  }

  private int run(Path log) {
    boolean windows = File.separatorChar == '\\';
    String wrapper = project.root().resolve(windows ? "mvnw.cmd" : "mvnw").toString();
    List<String> command =
        List.of(
            wrapper,
            "-B",
            "-q",
            "package",
            "-Dmaven.test.skip=true",
            "-am",
            "-pl",
            String.join(",", Project.APPS));
    try {
      Files.createDirectories(log.getParent());
      return new ProcessBuilder(command)
          .directory(project.root().toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UserError("cannot run " + wrapper + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while building", e);
    }
  }
}
