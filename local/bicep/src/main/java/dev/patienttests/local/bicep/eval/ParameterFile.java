package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@code .bicepparam} file: which Bicep file it uses, and what it gives its parameters. */
final class ParameterFile {
  private static final int MAX_BASES = 20;

  private final Project project;
  private final FileModel file;
  private final Optional<ParameterFile> base;

  private ParameterFile(Project project, FileModel file, Optional<ParameterFile> base) {
    this.project = project;
    this.file = file;
    this.base = base;
  }

  /** Reads a file and those that it extends. */
  static ParameterFile open(Project project, Path path, Origin from) {
    return open(project, path, from, new HashSet<>());
  }

  private static ParameterFile open(Project project, Path path, Origin from, Set<Path> around) {
    if (!around.add(path) || around.size() > MAX_BASES) {
      throw new Fault("BCP095", from, "the parameter file extends itself through other files");
    }
    FileModel file = project.file(path, from);
    Optional<ParameterFile> base = Optional.empty();
    for (Statement.Extends extension : file.bases()) {
      Origin site = file.origin(extension.at());
      Path other = project.resolve(file.source(), extension.path(), site);
      if (!other.toString().endsWith(".bicepparam")) {
        throw new Fault("BCP404", site, "\"extends\" needs a .bicepparam file");
      }
      base = Optional.of(open(project, other, site, around));
    }
    return new ParameterFile(project, file, base);
  }

  /** The Bicep file; empty if the file names none or more than one, which is in the findings. */
  Optional<FileModel> main() {
    if (file.usings().size() != 1) {
      return Optional.empty();
    }
    Statement.Using using = file.usings().get(0);
    Origin site = file.origin(using.pathAt());
    String path =
        using
            .path()
            .orElseThrow(
                () -> Fault.unsupported(site, "the evaluation of a file with \"using none\""));
    Path main = project.resolve(file.source(), path, site);
    if (main.toString().endsWith(".bicepparam")) {
      throw new Fault("BCP276", site, "\"using\" needs a Bicep file");
    } else if (!main.toString().endsWith(".bicep")) {
      throw Fault.unsupported(site, "\"using\" of anything but a .bicep file");
    }
    return Optional.of(project.file(main, site));
  }

  /** Whether the file stands for others to extend it, and uses none itself. */
  boolean isBase() {
    return file.usings().size() == 1 && file.usings().get(0).path().isEmpty();
  }

  /** Looks for mistakes where there is no Bicep file to compare with. */
  void check() {
    Optional<Value> none = Optional.empty();
    values(new DeploymentScope(DeploymentScope.Kind.RESOURCE_GROUP, none, none, none, none));
  }

  /** Finds parameters that the Bicep file does not have, and those of it that have no value. */
  void compare(FileModel main) {
    for (Statement.ParameterAssignment assignment : file.assignments().values()) {
      if (parameter(main, assignment.name()).isEmpty()) {
        undeclared(assignment, main);
      }
    }
    Set<String> assigned = new HashSet<>();
    collect(assigned);
    missing(main, assigned);
  }

  private void collect(Set<String> assigned) {
    base.ifPresent(other -> other.collect(assigned));
    assigned.addAll(file.assignments().keySet());
    file.statements(Statement.Broken.class).forEach(broken -> assigned.add(broken.name()));
  }

  /** The values for the parameters of a Bicep file; what is wrong goes to the findings. */
  Map<String, Value> values(FileModel main, DeploymentScope scope) {
    Map<String, Value> values = values(scope);
    values.keySet().removeIf(name -> parameter(main, name).isEmpty());
    return values;
  }

  private static Optional<Statement.Parameter> parameter(FileModel main, String name) {
    return main.symbol(name)
        .filter(Statement.Parameter.class::isInstance)
        .map(Statement.Parameter.class::cast);
  }

  /** All values that the file and its bases give, whatever parameters there are. */
  Map<String, Value> values(DeploymentScope scope) {
    Map<String, Value> values = new LinkedHashMap<>();
    base.ifPresent(other -> values.putAll(other.values(scope)));
    // A parameter of the file may refer to another one as if that were a variable.
    FileModel asVariables = asVariables();
    FileEvaluator evaluator =
        new FileEvaluator(
            project, asVariables, scope, Optional.empty(), Map.of(), "", Optional.empty());
    evaluator.setBase(base.map(other -> new LinkedHashMap<>(values)));
    evaluator.evaluateAll();
    for (Statement.ParameterAssignment assignment : file.assignments().values()) {
      if (asVariables.symbol(assignment.name()).orElse(null)
          instanceof Statement.Variable variable) {
        evaluator.collect(() -> values.put(variable.name(), withoutVault(variable, evaluator)));
      }
    }
    return values;
  }

  /** A reference to a secret of a vault is read by the deployment, and by nobody before. */
  private Value withoutVault(Statement.Variable variable, FileEvaluator evaluator) {
    Value value = evaluator.variable(variable);
    boolean reference =
        variable.value() instanceof Expr.Call call && call.name().equals("getSecret");
    if (reference) {
      Value name = new Value.Str(variable.name(), Value.Mark.at(value.origin()));
      Value.Mark mark = new Value.Mark(value.origin(), true);
      return new Value.Call("parameters", List.of(name), mark);
    } else if (Kinds.calls(value, "getSecret")) {
      throw new Fault(
          "BCP368",
          file.origin(variable.value().at()),
          "a parameter cannot be made from one that refers to a secret of a vault");
    }
    nullReferences(variable.value());
    return value;
  }

  /** What is set to null has the value of its default, which this file does not know. */
  private void nullReferences(Expr expr) {
    if (expr instanceof Expr.Name name
        && file.assignments().containsKey(name.name())
        && file.assignments().get(name.name()).value() instanceof Expr.NullLiteral) {
      throw new Fault(
          "BCP369",
          file.origin(name.at()),
          "the parameter \"" + name.name() + "\" takes its default, which is not known here");
    }
    Children.of(expr).forEach(this::nullReferences);
  }

  private void missing(FileModel main, Set<String> assigned) {
    List<String> missing = new ArrayList<>();
    for (Statement.Parameter parameter : main.statements(Statement.Parameter.class)) {
      boolean needed =
          parameter.value().isEmpty()
              && !assigned.contains(parameter.name())
              && !project.types().isNullable(Type.of(parameter.type(), main));
      if (needed) {
        missing.add("\"" + parameter.name() + "\"");
      }
    }
    if (!missing.isEmpty()) {
      String which = String.join(", ", missing);
      project
          .findings()
          .error(
              "BCP258",
              file.origin(file.usings().get(0).pathAt()),
              missing.size() == 1
                  ? "the parameter " + which + " needs a value"
                  : "the parameters " + which + " need values");
    }
  }

  private void undeclared(Statement.ParameterAssignment assignment, FileModel main) {
    List<String> names =
        main.statements(Statement.Parameter.class).stream().map(Statement.Parameter::name).toList();
    project
        .findings()
        .error(
            "BCP259",
            file.origin(assignment.start()),
            "the Bicep file has no parameter \""
                + assignment.name()
                + "\""
                + Suggestions.hint(assignment.name(), names));
  }

  private FileModel asVariables() {
    List<Statement> statements =
        file.statements().stream()
            .map(
                statement ->
                    statement instanceof Statement.ParameterAssignment assignment
                        ? asVariable(assignment)
                        : statement)
            .toList();
    return FileModel.of(file.source(), statements, project.findings());
  }

  private static Statement asVariable(Statement.ParameterAssignment assignment) {
    Expr value = assignment.value();
    return new Statement.Variable(
        assignment.at(), assignment.name(), Optional.empty(), value, List.of());
  }
}
