package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what a file imports. */
final class Imports {
  /**
   * A declaration in its file.
   *
   * @param file where it stands
   * @param statement the declaration
   */
  record Found(FileModel file, Statement statement) {}

  private final Project project;

  Imports(Project project) {
    this.project = project;
  }

  /** The file of an import. */
  FileModel file(FileModel from, int pathAt, String path) {
    Origin site = from.origin(pathAt);
    Path resolved = project.resolve(from.source(), path, site);
    if (!resolved.toString().endsWith(".bicep")) {
      throw Fault.unsupported(site, "an import from anything but a .bicep file");
    }
    return project.file(resolved, site);
  }

  /** What an imported name stands for; a fault where nothing of that name is exported. */
  Found symbol(FileModel from, Statement.ImportedSymbol symbol) {
    FileModel file = file(from, symbol.pathAt(), symbol.path());
    return exported(file, symbol.original())
        .orElseThrow(() -> missing(from, symbol.at(), symbol.original(), file));
  }

  /** What a name behind the name of a whole import stands for. */
  Found member(FileModel from, Statement.Import all, String name, int at) {
    FileModel file = file(from, all.pathAt(), all.path());
    return exported(file, name).orElseThrow(() -> missing(from, at, name, file));
  }

  private static Optional<Found> exported(FileModel file, String name) {
    return file.symbol(name)
        .filter(
            statement -> FileModel.isExported(statement) || statement instanceof Statement.Broken)
        .map(statement -> new Found(file, statement));
  }

  private static Fault missing(FileModel from, int at, String name, FileModel file) {
    List<String> names =
        file.symbols().entrySet().stream()
            .filter(symbol -> FileModel.isExported(symbol.getValue()))
            .map(symbol -> symbol.getKey())
            .toList();
    return new Fault(
        "BCP360",
        from.origin(at),
        file.source().shown() + " exports no \"" + name + "\"" + Suggestions.hint(name, names));
  }

  /** The declaration of a name, followed through an import. */
  Optional<Found> find(FileModel file, String name) {
    Optional<Statement> statement = file.symbol(name);
    if (statement.orElse(null) instanceof Statement.ImportedSymbol imported) {
      return Optional.of(symbol(file, imported));
    }
    return statement.map(found -> new Found(file, found));
  }
}
