package dev.patienttests.local.stack.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deploys a staged function app: copies its files to where the host runs them, so that a later
 * build does not change them under a running app. Files that are there already are left alone.
 */
public final class AppPackage {
  private AppPackage() {}

  /**
   * Makes the target folder equal to the staged one.
   *
   * @throws UserError when nothing was staged
   */
  public static void deploy(Path staged, Path target) {
    if (!Files.isRegularFile(staged.resolve("host.json"))) {
      throw new UserError("nothing is staged in " + staged + ": run ./mvnw package");
    }
    try {
      Set<Path> wanted = relativeFiles(staged);
      for (Path file : wanted) {
        if (!same(staged.resolve(file), target.resolve(file))) {
          Files.createDirectories(target.resolve(file).getParent());
          Files.copy(
              staged.resolve(file),
              target.resolve(file),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
      removeOthers(target, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean same(Path staged, Path deployed) throws IOException {
    return Files.isRegularFile(deployed)
        && Files.size(staged) == Files.size(deployed)
        && Files.getLastModifiedTime(staged).equals(Files.getLastModifiedTime(deployed));
  }

  private static void removeOthers(Path target, Set<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        boolean keep =
            Files.isDirectory(file) ? isNotEmpty(file) : wanted.contains(target.relativize(file));
        if (!keep) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean isNotEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isPresent();
    }
  }

  private static Set<Path> relativeFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(folder::relativize).collect(Collectors.toSet());
    }
  }
}
