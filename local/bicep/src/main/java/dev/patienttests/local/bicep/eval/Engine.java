package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates a file with its modules. */
public final class Engine {
  private final Project project;

  private Engine(DeploymentContext context) {
    this.project = new Project(context);
  }

  /** Evaluates what a parameter file names. */
  public static Evaluation parameterFile(Path path, DeploymentContext context)
      throws BicepException {
    Engine engine = new Engine(context);
    return engine.finish(DeepStack.call(() -> engine.parameterFile(path)));
  }

  /** Evaluates a file with given values. */
  public static Evaluation file(
      Path path, Map<String, JsonNode> parameters, DeploymentContext context)
      throws BicepException {
    Engine engine = new Engine(context);
    return engine.finish(DeepStack.call(() -> engine.file(path, parameters)));
  }

  private Evaluation finish(Optional<Evaluation> evaluation) throws BicepException {
    if (project.findings().hasErrors() || evaluation.isEmpty()) {
      List<Diagnostic> errors = project.findings().errors();
      errors.sort(
          Comparator.comparing((Diagnostic found) -> found.origin().file().toString())
              .thenComparing(found -> found.origin().line())
              .thenComparing(found -> found.origin().column()));
      throw new BicepException(errors);
    }
    return evaluation.get();
  }

  private Optional<Evaluation> parameterFile(Path path) {
    try {
      Path absolute = path.toAbsolutePath().normalize();
      Origin start = new Origin(project.shown(absolute), 1, 1);
      FileModel parameters = project.file(absolute, start);
      if (parameters.usings().size() != 1 || project.findings().hasErrors()) {
        return Optional.empty();
      }
      Statement.Using using = parameters.usings().get(0);
      Origin site = parameters.origin(using.at());
      Path main = project.resolve(parameters.source(), using.path().orElseThrow(), site);
      if (!main.toString().endsWith(".bicep")) {
        throw Fault.unsupported(site, "\"using\" of anything but a .bicep file");
      }
      FileModel model = project.file(main, site);
      return evaluate(model, assigned(parameters, model));
    } catch (Fault fault) {
      project.findings().add(fault);
      return Optional.empty();
    }
  }

  private Map<String, Value> assigned(FileModel parameters, FileModel model) {
    DeploymentScope nowhere = scope(model);
    // A parameter of the file may refer to another one as if that were a variable.
    Map<String, Value> values = new LinkedHashMap<>();
    FileModel asVariables = withAssignments(parameters);
    FileEvaluator evaluator =
        new FileEvaluator(project, asVariables, nowhere, Optional.empty(), Map.of(), "", 0);
    evaluator.evaluateAll();
    for (Statement.ParameterAssignment assignment : parameters.assignments().values()) {
      Optional<Statement> target =
          model.symbol(assignment.name()).filter(Statement.Parameter.class::isInstance);
      if (target.isEmpty()) {
        undeclared(parameters, assignment, model);
      }
      asVariables
          .symbol(assignment.name())
          .filter(Statement.Variable.class::isInstance)
          .map(Statement.Variable.class::cast)
          .ifPresent(
              variable ->
                  evaluator.collect(
                      () -> values.put(variable.name(), evaluator.variable(variable))));
    }
    missing(parameters, model, values);
    return values;
  }

  private void missing(FileModel parameters, FileModel model, Map<String, Value> values) {
    for (Statement.Parameter parameter : model.statements(Statement.Parameter.class)) {
      boolean needed =
          parameter.value().isEmpty()
              && !TypeCheck.isNullable(parameter.type())
              && !values.containsKey(parameter.name())
              && !parameters.assignments().containsKey(parameter.name());
      if (needed) {
        project
            .findings()
            .error(
                "BCP258",
                parameters.origin(parameters.usings().get(0).at()),
                "the parameter \"" + parameter.name() + "\" needs a value");
      }
    }
  }

  private void undeclared(
      FileModel parameters, Statement.ParameterAssignment assignment, FileModel model) {
    List<String> names =
        model.statements(Statement.Parameter.class).stream()
            .map(Statement.Parameter::name)
            .toList();
    String hint =
        Suggestions.nearest(assignment.name(), names)
            .map(other -> "; did you mean \"" + other + "\"?")
            .orElse("");
    project
        .findings()
        .error(
            "BCP259",
            parameters.origin(assignment.at()),
            "the Bicep file has no parameter \"" + assignment.name() + "\"" + hint);
  }

  private FileModel withAssignments(FileModel parameters) {
    List<Statement> statements =
        parameters.statements().stream()
            .map(
                statement ->
                    statement instanceof Statement.ParameterAssignment assignment
                        ? asVariable(assignment)
                        : statement)
            .toList();
    return FileModel.of(parameters.source(), statements, project.findings());
  }

  private static Statement asVariable(Statement.ParameterAssignment assignment) {
    Expr value = assignment.value();
    return new Statement.Variable(
        assignment.at(), assignment.name(), Optional.empty(), value, List.of());
  }

  private Optional<Evaluation> file(Path path, Map<String, JsonNode> parameters) {
    try {
      Path absolute = path.toAbsolutePath().normalize();
      Origin start = new Origin(project.shown(absolute), 1, 1);
      FileModel model = project.file(absolute, start);
      Map<String, Value> values = new LinkedHashMap<>();
      parameters.forEach(
          (name, node) -> {
            Origin origin = new Origin(Path.of("parameter " + name), 1, 1);
            values.put(name, JsonValues.fromJson(node, Value.Mark.at(origin)));
            if (model.symbol(name).filter(Statement.Parameter.class::isInstance).isEmpty()) {
              project
                  .findings()
                  .error("BCP259", origin, "the Bicep file has no parameter \"" + name + "\"");
            }
          });
      return evaluate(model, values);
    } catch (Fault fault) {
      project.findings().add(fault);
      return Optional.empty();
    }
  }

  private Optional<Evaluation> evaluate(FileModel model, Map<String, Value> parameters) {
    if (project.findings().hasErrors()) {
      return Optional.empty();
    }
    Optional<Value> name =
        project
            .context()
            .deploymentName()
            .map(text -> new Value.Str(text, Value.Mark.at(model.origin(0))));
    FileEvaluator evaluator =
        new FileEvaluator(project, model, scope(model), name, parameters, "", 0);
    evaluator.evaluateAll();
    Deployment deployment = new Deployment(evaluator, List.of());
    deployment.run();
    Map<String, Value> outputs = evaluator.outputs();
    return Optional.of(
        new Evaluation(
            deployment.resources(), deployment.existing(), outputs, project.findings().warnings()));
  }

  private DeploymentScope scope(FileModel model) {
    DeploymentContext context = project.context();
    Value.Mark mark = Value.Mark.at(model.origin(0));
    boolean group = model.targetScope() == DeploymentScope.Kind.RESOURCE_GROUP;
    boolean wide =
        model.targetScope() == DeploymentScope.Kind.TENANT
            || model.targetScope() == DeploymentScope.Kind.MANAGEMENT_GROUP;
    return new DeploymentScope(
        model.targetScope(),
        wide ? Optional.empty() : context.subscriptionId().map(id -> new Value.Str(id, mark)),
        group ? context.resourceGroup().map(id -> new Value.Str(id, mark)) : Optional.empty(),
        context.location().map(id -> new Value.Str(id, mark)));
  }
}
