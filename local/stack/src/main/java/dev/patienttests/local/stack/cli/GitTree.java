package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a commit, in a folder of their own that goes away again. */
final class GitTree implements AutoCloseable {
  private final Path folder;

  private GitTree(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks a commit.
   *
   * @param repository a folder of the repository
   * @param revision what git calls a revision, such as {@code HEAD} or {@code main~2}
   * @throws UserError if git does not know it
   */
  static GitTree of(Path repository, String revision) {
    if (revision.startsWith("-")) {
      throw new UserError("\"" + revision + "\" is no revision");
    }
    try {
      GitTree tree = new GitTree(Files.createTempDirectory("pattern-infra"));
      try {
        tree.unpack(repository, revision);
        return tree;
      } catch (IOException | RuntimeException e) {
        tree.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UserError("git cannot be run: " + e.getMessage(), e);
    }
  }

  private void unpack(Path repository, String revision) throws IOException {
    List<String> command =
        List.of("git", "-C", repository.toString(), "archive", "--format=zip", revision);
    Process git =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream output = git.getInputStream();
        ZipInputStream zip = new ZipInputStream(output)) {
      git.getOutputStream().close();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new UserError("the commit has a file outside of its folder");
        } else if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
      output.readAllBytes();
      if (git.waitFor() != 0) {
        throw new UserError("\"" + revision + "\" is neither a file nor a revision of git");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    } finally {
      git.destroy();
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
