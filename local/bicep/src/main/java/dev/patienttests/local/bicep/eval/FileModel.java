package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.SourceFile;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The declarations of a file by name. */
final class FileModel {
  private final SourceFile source;
  private final List<Statement> statements;
  private final Map<String, Statement> symbols = new LinkedHashMap<>();
  private final Map<String, Statement.Output> outputs = new LinkedHashMap<>();
  private final Map<String, Statement.ParameterAssignment> assignments = new LinkedHashMap<>();
  private final List<Statement.Using> usings = new ArrayList<>();
  private final List<Statement.Extends> bases = new ArrayList<>();
  private final Map<String, Statement.Extension> extensions = new LinkedHashMap<>();
  private DeploymentScope.Kind targetScope = DeploymentScope.Kind.RESOURCE_GROUP;
  private boolean scopeSeen;

  private FileModel(SourceFile source, List<Statement> statements) {
    this.source = source;
    this.statements = statements;
  }

  static FileModel of(SourceFile source, List<Statement> statements, Findings findings) {
    FileModel model = new FileModel(source, statements);
    statements.forEach(statement -> model.add(statement, findings));
    return model;
  }

  private void add(Statement statement, Findings findings) {
    if (statement instanceof Statement.TargetScope scope) {
      targetScope(scope, findings);
    } else if (statement instanceof Statement.Output output) {
      Statement.Output other = outputs.put(output.name(), output);
      if (other != null) {
        duplicate("BCP145", other, output.name(), findings);
        duplicate("BCP145", output, output.name(), findings);
      }
    } else if (statement instanceof Statement.ParameterAssignment assignment) {
      Statement.ParameterAssignment other = assignments.put(assignment.name(), assignment);
      if (other != null) {
        duplicate("BCP250", other, assignment.name(), findings);
        duplicate("BCP250", assignment, assignment.name(), findings);
      }
    } else if (statement instanceof Statement.Using using) {
      usings.add(using);
    } else if (statement instanceof Statement.Extends base) {
      bases.add(base);
    } else if (statement instanceof Statement.Import imported) {
      imported.symbols().forEach(symbol -> declare(symbol.name(), symbol, findings));
      imported.all().ifPresent(name -> declare(name, imported, findings));
    } else if (statement instanceof Statement.Extension extension) {
      if (extensions.put(extension.alias(), extension) != null) {
        duplicate("BCP028", extension, extension.alias(), findings);
      }
    } else {
      nameOf(statement).ifPresent(name -> declare(name, statement, findings));
    }
  }

  private void declare(String name, Statement statement, Findings findings) {
    if (name.equals("sys") || name.equals("az")) {
      findings.error("BCP084", origin(statement.at()), "the name \"" + name + "\" is reserved");
    } else {
      Statement other = symbols.putIfAbsent(name, statement);
      if (other != null) {
        duplicate("BCP028", other, name, findings);
        duplicate("BCP028", statement, name, findings);
      }
    }
  }

  private void duplicate(String code, Statement statement, String name, Findings findings) {
    findings.error(code, origin(statement.at()), "\"" + name + "\" is declared twice");
  }

  private void targetScope(Statement.TargetScope scope, Findings findings) {
    if (scopeSeen) {
      findings.error("BCP112", origin(scope.at()), "\"targetScope\" may stand once");
    }
    scopeSeen = true;
    Optional<DeploymentScope.Kind> kind =
        scope.value() instanceof Expr.StringLiteral literal
            ? DeploymentScope.Kind.of(literal.value())
            : Optional.empty();
    kind.ifPresentOrElse(
        known -> targetScope = known,
        () ->
            findings.error(
                "BCP033",
                origin(scope.value().at()),
                "a target scope is resourceGroup, subscription, managementGroup or tenant"));
  }

  /** The name under which expressions know a statement. */
  static Optional<String> nameOf(Statement statement) {
    if (statement instanceof Statement.Parameter parameter) {
      return Optional.of(parameter.name());
    } else if (statement instanceof Statement.Variable variable) {
      return Optional.of(variable.name());
    } else if (statement instanceof Statement.TypeDeclaration type) {
      return Optional.of(type.name());
    } else if (statement instanceof Statement.ResourceDeclaration resource) {
      return Optional.of(resource.name());
    } else if (statement instanceof Statement.ModuleDeclaration module) {
      return Optional.of(module.name());
    } else if (statement instanceof Statement.Function function) {
      return Optional.of(function.name());
    } else if (statement instanceof Statement.Broken broken) {
      return Optional.of(broken.name());
    }
    return Optional.empty();
  }

  SourceFile source() {
    return source;
  }

  Origin origin(int at) {
    return source.origin(at);
  }

  List<Statement> statements() {
    return statements;
  }

  <T extends Statement> List<T> statements(Class<T> kind) {
    return statements.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  Map<String, Statement> symbols() {
    return symbols;
  }

  Optional<Statement> symbol(String name) {
    return Optional.ofNullable(symbols.get(name));
  }

  Map<String, Statement.Output> outputs() {
    return outputs;
  }

  Map<String, Statement.ParameterAssignment> assignments() {
    return assignments;
  }

  List<Statement.Using> usings() {
    return usings;
  }

  DeploymentScope.Kind targetScope() {
    return targetScope;
  }

  /** What a parameter file extends. */
  List<Statement.Extends> bases() {
    return bases;
  }

  /** Extensions by alias. */
  Map<String, Statement.Extension> extensions() {
    return extensions;
  }

  /** Whether the declaration of that name may be imported by other files. */
  static boolean isExported(Statement statement) {
    List<Statement.Decorator> decorators = List.of();
    if (statement instanceof Statement.Variable variable) {
      decorators = variable.decorators();
    } else if (statement instanceof Statement.TypeDeclaration type) {
      decorators = type.decorators();
    } else if (statement instanceof Statement.Function function) {
      decorators = function.decorators();
    }
    return decorators.stream().anyMatch(decorator -> decorator.name().equals("export"));
  }
}
