package dev.patienttests.local.stack.cli;

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
import java.util.function.Predicate;

/** Files as a person names them at the command line: by themselves, or by a folder around them. */
final class FilesBelow {
  private static final Set<String> SKIPPED = Set.of(".git", ".local", "target", "node_modules");

  private FilesBelow() {}

  /**
   * The wanted files below a folder, sorted, without those in folders that hold no source.
   *
   * @throws UserError if the folder cannot be read
   */
  static List<Path> of(Path path, Predicate<Path> wanted) {
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
              if (wanted.test(file)) {
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

  static String name(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString();
  }

  /** A file as seen from the folder that the command was typed in. */
  static Path shown(Path file) {
    Path here = BicepFiles.workingDirectory();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
