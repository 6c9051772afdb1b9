package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Parser;
import dev.patienttests.local.bicep.syntax.SourceFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What all files of one evaluation share. Nothing outside of the root folder is read. */
final class Project {
  private static final int MAX_SOURCE = 1024 * 1024;

  private final DeploymentContext context;
  private final Path root;
  private final Findings findings = new Findings();
  private final Budget budget = new Budget();
  private final Map<Path, FileModel> files = new HashMap<>();
  private final Map<Path, byte[]> contents = new HashMap<>();

  Project(DeploymentContext context) {
    this.context = context;
    this.root = context.root().toAbsolutePath().normalize();
  }

  DeploymentContext context() {
    return context;
  }

  Findings findings() {
    return findings;
  }

  Budget budget() {
    return budget;
  }

  /** A path as messages show it. */
  Path shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(root) ? root.relativize(absolute) : absolute;
  }

  /** The parsed and checked file. */
  FileModel file(Path path, Origin from) {
    FileModel known = files.get(path);
    if (known != null) {
      return known;
    }
    String text = text(path, from, StandardCharsets.UTF_8, MAX_SOURCE);
    SourceFile source = new SourceFile(path, shown(path), text);
    boolean parameterFile = path.toString().endsWith(".bicepparam");
    FileModel model = FileModel.of(source, Parser.parse(source, parameterFile, findings), findings);
    new NameCheck(model, parameterFile, findings).run();
    files.put(path, model);
    return model;
  }

  /** The file that a path in another file means. */
  Path resolve(SourceFile from, String path, Origin site) {
    if (path.startsWith("br:") || path.startsWith("br/") || path.startsWith("ts")) {
      if (path.matches("(br|ts)[:/].*")) {
        throw Fault.unsupported(site, "the registry reference \"" + path + "\" (br: or ts:)");
      }
    }
    if (path.contains("\\")) {
      throw new Fault("BCP098", site, "paths are written with \"/\"");
    }
    if (path.startsWith("/")) {
      throw new Fault("BCP051", site, "a path must be relative");
    }
    try {
      return from.path().resolveSibling(path).normalize();
    } catch (InvalidPathException e) {
      throw new Fault("BCP093", site, "\"" + path + "\" is no path");
    }
  }

  /** The text of a file without a byte order mark. */
  String text(Path path, Origin site, Charset charset, int maxLength) {
    String text = new String(bytes(path, site), charset);
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (text.length() > maxLength) {
      throw new Fault("BCP184", site, shown(path) + " has more than " + maxLength + " characters");
    }
    return text;
  }

  /** The bytes of a file. */
  byte[] bytes(Path path, Origin site) {
    byte[] known = contents.get(path);
    if (known != null) {
      return known;
    }
    try {
      if (!path.toAbsolutePath().normalize().startsWith(root)
          || (Files.exists(path) && !path.toRealPath().startsWith(root.toRealPath()))) {
        throw Fault.limit(site, "the file is outside of the folder that may be read");
      }
      if (!Files.isRegularFile(path)) {
        throw new Fault("BCP091", site, "there is no file " + shown(path));
      }
      if (Files.size(path) > 4L * MAX_SOURCE) {
        throw new Fault("BCP184", site, shown(path) + " is too large");
      }
      byte[] bytes = Files.readAllBytes(path);
      contents.put(path, bytes);
      return bytes;
    } catch (IOException e) {
      throw new Fault("BCP091", site, shown(path) + " cannot be read");
    }
  }
}
