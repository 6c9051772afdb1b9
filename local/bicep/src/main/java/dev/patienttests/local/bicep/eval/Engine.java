package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Evaluates a file with its modules. */
public final class Engine {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing((Diagnostic found) -> found.origin().file().toString())
          .thenComparing(found -> found.origin().line())
          .thenComparing(found -> found.origin().column());

  private final Project project;

  private Engine(DeploymentContext context, Project.Purpose purpose) {
    this.project = new Project(context, purpose);
  }

  /** Evaluates what a parameter file names. */
  public static Evaluation parameterFile(Path path, DeploymentContext context)
      throws BicepException {
    Engine engine = new Engine(context, Project.Purpose.EVALUATION);
    return engine.finish(engine.run(path, () -> engine.parameterFile(path)));
  }

  /** Evaluates a file with given values. */
  public static Evaluation file(
      Path path, Map<String, JsonNode> parameters, DeploymentContext context)
      throws BicepException {
    Engine engine = new Engine(context, Project.Purpose.EVALUATION);
    return engine.finish(engine.run(path, () -> engine.file(path, parameters)));
  }

  /** What is wrong with a file, as far as that can be said without values for its parameters. */
  public static List<Diagnostic> check(Path path, DeploymentContext context) {
    boolean parameterFile = path.toString().endsWith(".bicepparam");
    Engine engine =
        new Engine(
            context, parameterFile ? Project.Purpose.CHECK : Project.Purpose.CHECK_WITHOUT_VALUES);
    engine.run(
        path, () -> parameterFile ? engine.parameterFile(path) : engine.file(path, Map.of()));
    List<Diagnostic> found = engine.project.findings().errors();
    found.addAll(engine.project.findings().warnings());
    found.sort(BY_PLACE);
    return List.copyOf(found);
  }

  /** Does the work on a deep stack. What is too deep even for that is refused as a whole. */
  private Optional<Evaluation> run(Path path, Supplier<Optional<Evaluation>> work) {
    try {
      return DeepStack.call(work);
    } catch (StackOverflowError e) {
      return tooMuch(path, "the file or what it uses is nested too deeply");
    } catch (OutOfMemoryError e) {
      // The values of the evaluation are garbage by now: there is memory again.
      return tooMuch(path, "the evaluation needs more memory than there is");
    }
  }

  private Optional<Evaluation> tooMuch(Path path, String message) {
    Origin start = new Origin(project.shown(path), 1, 1);
    project.findings().add(Fault.limit(start, message));
    return Optional.empty();
  }

  private Evaluation finish(Optional<Evaluation> evaluation) throws BicepException {
    if (project.findings().hasErrors() || evaluation.isEmpty()) {
      List<Diagnostic> errors = project.findings().errors();
      errors.sort(BY_PLACE);
      throw new BicepException(errors);
    }
    return evaluation.get();
  }

  private Optional<Evaluation> parameterFile(Path path) {
    try {
      Path absolute = path.toAbsolutePath().normalize();
      Origin start = new Origin(project.shown(absolute), 1, 1);
      ParameterFile parameters = ParameterFile.open(project, absolute, start);
      if (project.isChecking() && parameters.isBase()) {
        if (!project.findings().hasErrors()) {
          parameters.check();
        }
        return Optional.empty();
      }
      Optional<FileModel> model = parameters.main();
      boolean wrong = project.findings().hasErrors();
      model.ifPresent(parameters::compare);
      if (wrong || model.isEmpty()) {
        return Optional.empty();
      }
      DeploymentScope scope = scope(model.get());
      return evaluate(model.get(), parameters.values(model.get(), scope));
    } catch (Fault fault) {
      project.findings().add(fault);
      return Optional.empty();
    }
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
    boolean wrong = project.findings().hasErrors();
    project.checkTypes(model);
    if (wrong) {
      return Optional.empty();
    }
    Optional<Value> name =
        project
            .context()
            .deploymentName()
            .map(text -> new Value.Str(text, Value.Mark.at(model.origin(0))));
    FileEvaluator evaluator =
        new FileEvaluator(project, model, scope(model), name, parameters, "", Optional.empty());
    evaluator.evaluateAll();
    Deployment deployment = new Deployment(evaluator, List.of());
    deployment.run();
    Map<String, Value> outputs = evaluator.outputs();
    return Optional.of(
        new Evaluation(
            deployment.resources(),
            deployment.existing(),
            outputs,
            List.copyOf(project.leftOut()),
            project.findings().warnings(),
            model.targetScope().word(),
            model.origin(0)));
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
        model.targetScope() == DeploymentScope.Kind.MANAGEMENT_GROUP
            ? context.managementGroupId().map(id -> new Value.Str(id, mark))
            : Optional.empty(),
        context.location().map(id -> new Value.Str(id, mark)));
  }
}
