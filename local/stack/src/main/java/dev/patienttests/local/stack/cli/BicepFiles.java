package dev.patienttests.local.stack.cli;

import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Bicep files as a person names them at the command line. */
final class BicepFiles {
  private BicepFiles() {}

  /** The folder that the command was typed in. */
  static Path workingDirectory() {
    return Path.of(System.getProperty("pattern.directory", "")).toAbsolutePath().normalize();
  }

  /**
   * The file or folder of an argument.
   *
   * @throws UserError if there is none
   */
  static Path existing(Path argument) {
    Path path = workingDirectory().resolve(argument).normalize();
    if (!Files.exists(path)) {
      throw new UserError("there is no file or folder " + argument);
    }
    return path;
  }

  /** The folder that a file may not read out of: its repository, or else where it is. */
  static Path root(Path path) {
    Path folder = Files.isDirectory(path) ? path : path.getParent();
    for (Path around = folder; around != null; around = around.getParent()) {
      if (Files.exists(around.resolve(".git"))) {
        return around;
      }
    }
    return folder;
  }

  /** The Bicep and parameter files below a folder, sorted; a file stands for itself. */
  static List<Path> below(Path path) {
    if (Files.isRegularFile(path) && !isBicep(path)) {
      throw new UserError(path + " is neither a .bicep nor a .bicepparam file");
    }
    return FilesBelow.of(path, BicepFiles::isBicep);
  }

  private static boolean isBicep(Path file) {
    return FilesBelow.name(file).matches(".*\\.bicep(param)?");
  }

  /** A finding with its file as seen from the working directory. */
  static Diagnostic shown(Diagnostic found, Path root) {
    Path file = root.resolve(found.origin().file()).normalize();
    Origin origin =
        new Origin(FilesBelow.shown(file), found.origin().line(), found.origin().column());
    return new Diagnostic(found.severity(), found.code(), origin, found.message());
  }
}
