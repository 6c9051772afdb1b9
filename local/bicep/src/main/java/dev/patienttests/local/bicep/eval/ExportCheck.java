package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Checks what a file imports, and that what it exports can live without its deployment. */
final class ExportCheck {
  private final Project project;
  private final FileModel file;

  ExportCheck(Project project, FileModel file) {
    this.project = project;
    this.file = file;
  }

  void run() {
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.Import imported) {
        imports(imported);
      } else if (FileModel.isExported(statement)) {
        closure(statement);
      }
    }
  }

  private void imports(Statement.Import imported) {
    try {
      project.imports().file(file, imported.pathAt(), imported.path());
    } catch (Fault fault) {
      // Said once; the names that it would bring stay silent.
      project.findings().add(fault);
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Statement.ImportedSymbol symbol : imported.symbols()) {
      if (!seen.add(symbol.original())) {
        project
            .findings()
            .error(
                "BCP362",
                file.origin(symbol.at()),
                "\"" + symbol.original() + "\" is imported twice");
      }
      try {
        project.imports().symbol(file, symbol);
      } catch (Fault fault) {
        project.findings().add(fault);
      }
    }
  }

  private void closure(Statement statement) {
    Optional<String> needed = deployed(statement, new HashSet<>());
    needed.ifPresent(
        name ->
            project
                .findings()
                .error(
                    "BCP372",
                    file.origin(statement.at()),
                    "what is exported cannot depend on \"" + name + "\", which is deployed"));
  }

  /** The first parameter, resource or module that a declaration depends on. */
  private Optional<String> deployed(Statement statement, Set<Statement> seen) {
    if (!seen.add(statement)) {
      return Optional.empty();
    }
    if (statement instanceof Statement.Variable variable) {
      return deployed(variable.value(), Set.of(), seen);
    } else if (statement instanceof Statement.Function function) {
      Set<String> locals = new HashSet<>();
      function.parameters().forEach(parameter -> locals.add(parameter.name()));
      return deployed(function.body(), locals, seen);
    }
    return Optional.empty();
  }

  private Optional<String> deployed(Expr expr, Set<String> locals, Set<Statement> seen) {
    Set<String> inner = new HashSet<>(locals);
    Optional<String> named = Optional.empty();
    if (expr instanceof Expr.Name name) {
      named = Optional.of(name.name());
    } else if (expr instanceof Expr.Call call && call.target().isEmpty()) {
      named = Optional.of(call.name());
    } else if (expr instanceof Expr.For loop) {
      inner.add(loop.item().name());
      loop.index().ifPresent(index -> inner.add(index.name()));
    } else if (expr instanceof Expr.Lambda lambda) {
      lambda.parameters().forEach(parameter -> inner.add(parameter.name()));
    }
    Optional<Statement> symbol = named.filter(name -> !locals.contains(name)).flatMap(file::symbol);
    if (symbol.isPresent()) {
      boolean isDeployed =
          symbol.get() instanceof Statement.Parameter
              || symbol.get() instanceof Statement.ResourceDeclaration
              || symbol.get() instanceof Statement.ModuleDeclaration;
      Optional<String> found = isDeployed ? named : deployed(symbol.get(), seen);
      if (found.isPresent()) {
        return found;
      }
    }
    for (Expr child : Children.of(expr)) {
      Optional<String> found = deployed(child, inner, seen);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
