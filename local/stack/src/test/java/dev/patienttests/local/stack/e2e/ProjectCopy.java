package dev.patienttests.local.stack.e2e;

import dev.patienttests.local.stack.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A copy of what is deployed, in a folder of its own: a test changes a line of Bicep there as a
 * learner would. The staged apps are the ones that the build made.
 */
public final class ProjectCopy {
  private static final Path ORIGINAL = Path.of("../..").toAbsolutePath().normalize();

  private final Path root;

  private ProjectCopy(Path root) {
    this.root = root;
  }

  static ProjectCopy in(Path folder) {
    for (String app : Project.APPS) {
      copy(new Project(ORIGINAL).staged(app), new Project(folder).staged(app));
    }
    return declarationsIn(folder);
  }

  /** A copy of what is evaluated alone, without the apps. */
  static ProjectCopy declarationsIn(Path folder) {
    copy(ORIGINAL.resolve("infra"), folder.resolve("infra"));
    copy(ORIGINAL.resolve("apim"), folder.resolve("apim"));
    return new ProjectCopy(folder);
  }

  /** The copy, as a project of its own. */
  public Project project() {
    return new Project(root);
  }

  /** Replaces a text that must be there. */
  ProjectCopy change(String file, String before, String after) {
    try {
      Path path = root.resolve(file);
      String text = Files.readString(path);
      if (!text.contains(before)) {
        throw new IllegalStateException(file + " does not contain " + before);
      }
      Files.writeString(path, text.replace(before, after));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds lines to the end of a file. */
  ProjectCopy append(String file, String lines) {
    try {
      Path path = root.resolve(file);
      Files.writeString(path, Files.readString(path) + "\n" + lines);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
