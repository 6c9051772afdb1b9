package dev.patienttests.local.stack.cli;

import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.deploy.GatewayPlan;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Policy documents as a person names them at the command line. */
final class PolicyFiles {
  /** One with sections is meant to be a document, even if its root is misspelled. */
  private static final Pattern MEANT =
      Pattern.compile("<(policies|fragment|inbound|backend|outbound|on-error)[\\s/>]");

  private PolicyFiles() {}

  /** The documents among the XML files below a folder, sorted; a file stands for itself. */
  static List<PolicyDocument> below(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(read(path));
    }
    return FilesBelow.of(path, file -> file.toString().endsWith(".xml")).stream()
        .map(PolicyFiles::read)
        .filter(document -> MEANT.matcher(document.xml()).find())
        .toList();
  }

  /** One document, named as seen from the working directory. */
  static PolicyDocument read(Path file) {
    return new PolicyDocument(text(file), FilesBelow.shown(file).toString());
  }

  /** A file's text. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new UserError(FilesBelow.shown(file) + " is not UTF-8", e);
    } catch (IOException e) {
      throw new UserError(FilesBelow.shown(file) + " cannot be read", e);
    }
  }

  /**
   * The gateway of this project's deployment, where all files are this project's; others have none.
   */
  static Optional<GatewayPlan> deployed(List<Path> paths, String variant) {
    Optional<Project> project = project();
    boolean ours =
        project.isPresent()
            && paths.stream().allMatch(p -> p.startsWith(project.get().root().resolve("apim")));
    if (!ours) {
      return Optional.empty();
    }
    StateDirectory nowhere = new StateDirectory(temporary());
    try {
      return Optional.of(
          Deployment.evaluate(project.get(), variant, nowhere.create()).plan().gateway());
    } finally {
      nowhere.delete();
    }
  }

  private static Optional<Project> project() {
    try {
      return Optional.of(Project.locate());
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("pattern-policy");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
