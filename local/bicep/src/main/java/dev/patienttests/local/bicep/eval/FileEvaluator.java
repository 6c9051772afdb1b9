package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One deployment of one file: values of its parameters, variables and outputs, made on demand. */
final class FileEvaluator {
  private final Project project;
  private final FileModel file;
  private final DeploymentScope scope;
  private final Optional<Value> deploymentName;
  private final Map<String, Value> arguments;
  private final String prefix;
  private final int depth;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Value> outputs = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final ExpressionEvaluator expressions;
  private final Resources resources;
  private final Modules modules;
  private final Map<FileModel, FileEvaluator> libraries = new HashMap<>();
  private final Optional<FileEvaluator> outer;
  private final boolean givenLate;
  private Optional<Map<String, Value>> base = Optional.empty();

  /**
   * A deployment.
   *
   * @param arguments values of parameters
   * @param prefix what stands before the names of resources of extensions, for modules
   * @param outer the file that has this one as a module
   */
  FileEvaluator(
      Project project,
      FileModel file,
      DeploymentScope scope,
      Optional<Value> deploymentName,
      Map<String, Value> arguments,
      String prefix,
      Optional<FileEvaluator> outer) {
    this.project = project;
    this.file = file;
    this.scope = scope;
    this.deploymentName = deploymentName;
    this.arguments = arguments;
    this.prefix = prefix;
    this.outer = outer;
    this.givenLate =
        outer.isPresent() && arguments.values().stream().anyMatch(Kinds::holdsReference);
    this.depth = outer.map(around -> around.depth + 1).orElse(0);
    this.expressions = new ExpressionEvaluator(this);
    this.resources = new Resources(this);
    this.modules = new Modules(this);
  }

  /** What {@code base} stands for, in a parameter file that extends another. */
  void setBase(Optional<Map<String, Value>> values) {
    base = values;
  }

  Optional<Map<String, Value>> base() {
    return base;
  }

  Project project() {
    return project;
  }

  FileModel file() {
    return file;
  }

  DeploymentScope scope() {
    return scope;
  }

  Optional<Value> deploymentName() {
    return deploymentName;
  }

  String prefix() {
    return prefix;
  }

  int depth() {
    return depth;
  }

  /**
   * Whether a value is known only after resources of this file are deployed; given ones are not.
   */
  boolean isLate(Value value) {
    return !givenLate && Kinds.refersToResource(value);
  }

  /** Whether a file is this one, or one that has it as a module. */
  boolean isInside(Path path) {
    return file.source().path().equals(path)
        || outer.filter(around -> around.isInside(path)).isPresent();
  }

  ExpressionEvaluator expressions() {
    return expressions;
  }

  Resources resources() {
    return resources;
  }

  Modules modules() {
    return modules;
  }

  Origin origin(int at) {
    return file.origin(at);
  }

  /** The result of a function that depends on its arguments alone. */
  Value function(String name, List<Value> values, Origin site) {
    return function(new Args(site, name, values));
  }

  /** The same of a call that is written in the file. */
  Value function(Args args) {
    project.budget().charge(args.site(), args.values());
    return project.budget().checked(Functions.call(args));
  }

  /** Runs work on a part of the file; what ends it goes to the findings. */
  void collect(Runnable work) {
    project.findings().collect(work);
  }

  /** The value of a parameter. */
  Value parameter(Statement.Parameter parameter) {
    return once(values, parameter.name(), parameter, () -> parameterValue(parameter));
  }

  /** The value of a variable. */
  Value variable(Statement.Variable variable) {
    return once(
        values,
        variable.name(),
        variable,
        () -> {
          Value value = expressions.evaluate(variable.value(), Env.EMPTY);
          variable.type().ifPresent(type -> require("BCP033", value, Type.of(type, file)));
          return value;
        });
  }

  private void require(String code, Value value, Type type) {
    project.typeCheck().require(code, value, type, value.origin());
  }

  /** The value of a variable of another file, as that file would evaluate it. */
  Value imported(Imports.Found found, Origin site) {
    if (found.statement() instanceof Statement.Variable variable) {
      return library(found.file()).variable(variable);
    }
    throw new Fault("BCP063", site, "what is imported here is no value");
  }

  /** The value of a call of a declared function. */
  Value call(Imports.Found found, Args args) {
    if (found.file() != file) {
      return library(found.file()).call(found, args);
    }
    project.budget().charge(args.site(), args.values());
    Statement.Function function = (Statement.Function) found.statement();
    Env env = Env.EMPTY;
    for (int i = 0; i < function.parameters().size(); i++) {
      Statement.FunctionParameter parameter = function.parameters().get(i);
      Value argument = args.values().get(i);
      Type type = Type.of(parameter.type(), file);
      project.typeCheck().require("BCP070", argument, type, args.site(i));
      env = env.with(parameter.name(), argument);
    }
    Value result = expressions.evaluate(function.body(), env);
    require("BCP033", result, Type.of(function.result(), file));
    return result;
  }

  private FileEvaluator library(FileModel model) {
    return libraries.computeIfAbsent(
        model,
        other -> new FileEvaluator(project, other, scope, deploymentName, Map.of(), prefix, outer));
  }

  /** The value of an output. */
  Value output(Statement.Output output) {
    return once(outputs, "output " + output.name(), output, () -> outputValue(output));
  }

  /** All outputs in source order. */
  Map<String, Value> outputs() {
    Map<String, Value> all = new LinkedHashMap<>();
    file.outputs()
        .values()
        .forEach(output -> collect(() -> all.put(output.name(), output(output))));
    return all;
  }

  private Value once(
      Map<String, Value> known, String name, Statement statement, Supplier<Value> work) {
    Value value = known.get(name);
    if (value != null) {
      return value;
    }
    if (!open.add(name)) {
      throw new Fault("BCP080", origin(statement.at()), "\"" + name + "\" depends on itself");
    }
    try {
      value = work.get();
    } finally {
      open.remove(name);
    }
    known.put(name, value);
    return value;
  }

  private Value parameterValue(Statement.Parameter parameter) {
    Type type = new Type(parameter.type(), file, parameter.decorators());
    Value given = arguments.get(parameter.name());
    boolean hasDefault = parameter.value().isPresent();
    boolean useDefault = given == null || (given instanceof Value.Null && hasDefault);
    Value value;
    if (!useDefault) {
      // Marked before it is looked at: a message must not show a secret that is refused.
      value = project.typeCheck().secured(given, type);
      require(outer.isEmpty() ? "BCP260" : "BCP036", value, type);
    } else if (hasDefault) {
      Value made = expressions.evaluate(parameter.value().get(), Env.EMPTY);
      value = project.typeCheck().secured(made, type);
      require("BCP033", value, type);
    } else if (project.isWithoutValues()) {
      return unknown(parameter);
    } else if (project.types().isNullable(type)) {
      value = new Value.Null(Value.Mark.at(origin(parameter.at())));
    } else {
      throw new Fault(
          outer.isEmpty() ? "BCP258" : "BCP035",
          origin(parameter.at()),
          "the parameter \"" + parameter.name() + "\" needs a value");
    }
    return project.isWithoutValues() ? unknown(parameter) : value;
  }

  /** A parameter where only mistakes are looked for: its default is but one of its values. */
  private Value unknown(Statement.Parameter parameter) {
    Value.Mark mark = Value.Mark.at(origin(parameter.at()));
    return new Value.Call("parameters", List.of(new Value.Str(parameter.name(), mark)), mark);
  }

  private Value outputValue(Statement.Output output) {
    Value value = expressions.evaluate(output.value(), Env.EMPTY);
    Type type = new Type(output.type(), file, output.decorators());
    project.typeCheck().require("BCP033", value, type, origin(output.value().start()));
    return project.typeCheck().secured(value, type);
  }

  /** Evaluates all that can be evaluated, so that every error is found. */
  void evaluateAll() {
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.Parameter parameter) {
        collect(() -> parameter(parameter));
      } else if (statement instanceof Statement.Variable variable) {
        collect(() -> variable(variable));
      } else if (statement instanceof Statement.Metadata metadata) {
        collect(() -> expressions.evaluate(metadata.value(), Env.EMPTY));
      } else if (statement instanceof Statement.Function function && project.isChecking()) {
        collect(() -> function(function));
      }
    }
  }

  /** Looks for mistakes in a function that nobody may call. */
  private void function(Statement.Function function) {
    Env env = Env.EMPTY;
    for (Statement.FunctionParameter parameter : function.parameters()) {
      Value.Mark mark = Value.Mark.at(origin(parameter.at()));
      List<Value> name = List.of(new Value.Str(parameter.name(), mark));
      env = env.with(parameter.name(), new Value.Call("parameters", name, mark));
    }
    Value result = expressions.evaluate(function.body(), env);
    require("BCP033", result, Type.of(function.result(), file));
  }
}
