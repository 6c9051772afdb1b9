package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Diagnostic;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all files of one evaluation share. Nothing outside of the root folder is read. */
final class Project {
  private static final int MAX_SOURCE = 1024 * 1024;

  private final DeploymentContext context;
  private final Path root;
  private final Findings findings = new Findings();
  private final Budget budget = new Budget();
  private final Map<Path, FileModel> files = new HashMap<>();
  private final Map<Path, byte[]> contents = new HashMap<>();
  private final Set<Path> opening = new HashSet<>();
  private final Purpose purpose;
  private final Imports imports = new Imports(this);
  private final TypeResolver types = new TypeResolver(imports);
  private final TypeCheck typeCheck = new TypeCheck(types, findings);
  private final DeclaredTypes declaredTypes = new DeclaredTypes(types);
  private final Map<FileModel, Inference> inferences = new HashMap<>();
  private final Set<Diagnostic> leftOut = new LinkedHashSet<>();
  private final Set<FileModel> typed = new HashSet<>();

  /** What the files are read for. */
  enum Purpose {
    /** To know what is deployed. */
    EVALUATION,
    /** To find mistakes, with values for the parameters. */
    CHECK,
    /** To find mistakes, whatever the values of the parameters are. */
    CHECK_WITHOUT_VALUES
  }

  Project(DeploymentContext context, Purpose purpose) {
    this.context = context;
    this.purpose = purpose;
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

  /** Whether only mistakes are looked for: what is not known is then anything. */
  boolean isChecking() {
    return purpose != Purpose.EVALUATION;
  }

  /** Whether parameters have no values, not even their defaults. */
  boolean isWithoutValues() {
    return purpose == Purpose.CHECK_WITHOUT_VALUES;
  }

  Imports imports() {
    return imports;
  }

  TypeResolver types() {
    return types;
  }

  TypeCheck typeCheck() {
    return typeCheck;
  }

  /** Which modules are left out, as only the deployment knows whether there are any. */
  Set<Diagnostic> leftOut() {
    return leftOut;
  }

  DeclaredTypes declaredTypes() {
    return declaredTypes;
  }

  /** What the expressions of a file are. */
  Inference inference(FileModel file) {
    return inferences.computeIfAbsent(file, other -> new Inference(this, other));
  }

  /** Checks the types of a file, once. */
  void checkTypes(FileModel file) {
    if (typed.add(file)) {
      new AssignmentCheck(inference(file)).run();
    }
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
    if (!opening.add(path)) {
      throw new Fault("BCP095", from, "the file imports itself through other files");
    }
    try {
      FileModel model = read(path, from);
      files.put(path, model);
      return model;
    } finally {
      opening.remove(path);
    }
  }

  private FileModel read(Path path, Origin from) {
    String text = text(path, from, StandardCharsets.UTF_8, MAX_SOURCE);
    SourceFile source = new SourceFile(path, shown(path), text);
    boolean parameterFile = path.toString().endsWith(".bicepparam");
    FileModel model = FileModel.of(source, Parser.parse(source, parameterFile, findings), findings);
    new StructureCheck(model, findings).run();
    new TypeNames(this, model).run();
    new NameCheck(this, model, parameterFile).run();
    return model;
  }

  /** The file that a path in another file means. */
  Path resolve(SourceFile from, String path, Origin site) {
    if (path.matches("(br|ts)[:/].*")) {
      String kind = path.substring(0, 2) + ":";
      throw Fault.unsupported(site, "the registry reference \"" + path + "\" (" + kind + ")");
    }
    if (path.isEmpty()) {
      throw new Fault("BCP050", site, "the path is empty");
    }
    if (path.contains("\\")) {
      throw new Fault("BCP098", site, "paths are written with \"/\"");
    }
    if (path.matches("(?s).*[\"*:<>?|].*")) {
      throw new Fault("BCP085", site, "a path cannot have any of the characters \" * : < > ? |");
    }
    if (path.endsWith(" ") || path.endsWith(".")) {
      throw new Fault(
          "BCP086", site, "a path cannot end with \"" + path.charAt(path.length() - 1) + "\"");
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

  /** The text of a file without a byte order mark, which counts more than the charset. */
  String text(Path path, Origin site, Charset charset, int maxLength) {
    byte[] bytes = bytes(path, site);
    String text = new String(bytes, marked(bytes).orElse(charset));
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (text.length() > maxLength) {
      throw new Fault("BCP184", site, shown(path) + " has more than " + maxLength + " characters");
    }
    return text;
  }

  /** The charset that a byte order mark tells. */
  private static Optional<Charset> marked(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    return switch (first) {
      case 0xfeff -> Optional.of(StandardCharsets.UTF_16BE);
      case 0xfffe -> Optional.of(StandardCharsets.UTF_16LE);
      case 0xefbb ->
          bytes.length > 2 && (bytes[2] & 0xff) == 0xbf
              ? Optional.of(StandardCharsets.UTF_8)
              : Optional.empty();
      default -> Optional.empty();
    };
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
      if (Files.isDirectory(path)) {
        throw new Fault("BCP275", site, shown(path) + " is a folder, not a file");
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
