package dev.patienttests.local.stack.cli;

import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Bicep files as a person names them at the command line. */
final class BicepFiles {
  private static final Set<String> SKIPPED = Set.of(".git", ".local", "target", "node_modules");

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
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              boolean skipped = !folder.equals(path) && SKIPPED.contains(name(folder));
              return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (isBicep(file)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UserError(path + " cannot be read", e);
    }
    files.sort(null);
    return files;
  }

  private static boolean isBicep(Path file) {
    return name(file).matches(".*\\.bicep(param)?");
  }

  private static String name(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString();
  }

  /** A finding with its file as seen from the working directory. */
  static Diagnostic shown(Diagnostic found, Path root) {
    Path file = root.resolve(found.origin().file()).normalize();
    Path here = workingDirectory();
    Path shown = file.startsWith(here) ? here.relativize(file) : file;
    Origin origin = new Origin(shown, found.origin().line(), found.origin().column());
    return new Diagnostic(found.severity(), found.code(), origin, found.message());
  }
}
