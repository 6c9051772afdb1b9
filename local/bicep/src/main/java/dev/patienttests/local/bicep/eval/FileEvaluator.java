package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  /**
   * A deployment.
   *
   * @param arguments values of parameters
   * @param prefix what stands before the names of resources of extensions, for modules
   * @param depth how many modules are around this one
   */
  FileEvaluator(
      Project project,
      FileModel file,
      DeploymentScope scope,
      Optional<Value> deploymentName,
      Map<String, Value> arguments,
      String prefix,
      int depth) {
    this.project = project;
    this.file = file;
    this.scope = scope;
    this.deploymentName = deploymentName;
    this.arguments = arguments;
    this.prefix = prefix;
    this.depth = depth;
    this.expressions = new ExpressionEvaluator(this);
    this.resources = new Resources(this);
    this.modules = new Modules(this);
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

  /** Runs work on a part of the file; what ends it goes to the findings. */
  void collect(Runnable work) {
    try {
      work.run();
    } catch (Fault fault) {
      project.findings().add(fault);
    }
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
          variable
              .type()
              .ifPresent(
                  type -> new TypeCheck(file).require("BCP033", value, type, value.origin()));
          return value;
        });
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
    Constraints constraints = new Constraints(this, parameter.decorators());
    Value given = arguments.get(parameter.name());
    boolean useDefault = given == null || (given instanceof Value.Null && hasDefault(parameter));
    Value value;
    if (!useDefault) {
      value = given;
      new TypeCheck(file).require("BCP033", value, parameter.type(), value.origin());
    } else if (parameter.value().isPresent()) {
      value = expressions.evaluate(parameter.value().get(), Env.EMPTY);
      new TypeCheck(file).require("BCP027", value, parameter.type(), value.origin());
    } else if (TypeCheck.isNullable(parameter.type())) {
      value = new Value.Null(Value.Mark.at(origin(parameter.at())));
    } else {
      throw new Fault(
          depth == 0 ? "BCP258" : "BCP035",
          origin(parameter.at()),
          "the parameter \"" + parameter.name() + "\" needs a value");
    }
    constraints.check(value);
    return constraints.isSecure() ? secured(value) : value;
  }

  private static boolean hasDefault(Statement.Parameter parameter) {
    return parameter.value().isPresent();
  }

  private static Value secured(Value value) {
    return value.with(new Value.Mark(value.origin(), true));
  }

  private Value outputValue(Statement.Output output) {
    Value value = expressions.evaluate(output.value(), Env.EMPTY);
    new TypeCheck(file).require("BCP026", value, output.type(), origin(output.value().at()));
    Constraints constraints = new Constraints(this, output.decorators());
    constraints.check(value);
    return constraints.isSecure() ? secured(value) : value;
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
      }
    }
  }
}
