package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds unknown names, also in code that is not evaluated. */
final class NameCheck {
  private static final Set<String> TYPES =
      Set.of("string", "int", "bool", "array", "object", "any", "secureString", "secureObject");

  private final FileModel file;
  private final boolean parameterFile;
  private final Findings findings;
  private final DecoratorCheck decorators;
  private boolean parameterDefault;

  NameCheck(FileModel file, boolean parameterFile, Findings findings) {
    this.file = file;
    this.parameterFile = parameterFile;
    this.findings = findings;
    this.decorators = new DecoratorCheck(file, findings);
  }

  void run() {
    file.statements().forEach(this::statement);
    if (parameterFile && file.usings().size() != 1) {
      boolean none = file.usings().isEmpty();
      int at = none ? 0 : file.usings().get(1).at();
      findings.error(
          none ? "BCP261" : "BCP262",
          file.origin(at),
          "a parameter file has exactly one \"using\" statement");
    }
  }

  private void statement(Statement statement) {
    Set<String> none = Set.of();
    decorators.check(statement);
    if (statement instanceof Statement.Parameter parameter) {
      type(parameter.type());
      parameterDefault = true;
      parameter.value().ifPresent(value -> expression(value, none));
      parameterDefault = false;
    } else if (statement instanceof Statement.Variable variable) {
      variable.type().ifPresent(this::type);
      expression(variable.value(), none);
    } else if (statement instanceof Statement.Output output) {
      type(output.type());
      expression(output.value(), none);
    } else if (statement instanceof Statement.TypeDeclaration type) {
      type(type.type());
    } else if (statement instanceof Statement.ResourceDeclaration resource) {
      expression(resource.value(), none);
    } else if (statement instanceof Statement.ModuleDeclaration module) {
      expression(module.value(), none);
    } else if (statement instanceof Statement.ParameterAssignment assignment) {
      expression(assignment.value(), none);
    } else if (statement instanceof Statement.Metadata metadata) {
      expression(metadata.value(), none);
    }
  }

  private void type(TypeExpr type) {
    if (type instanceof TypeExpr.Named named) {
      boolean declared =
          file.symbol(named.name()).filter(Statement.TypeDeclaration.class::isInstance).isPresent();
      if (!declared && !TYPES.contains(named.name())) {
        String code = file.symbol(named.name()).isPresent() ? "BCP302" : "BCP057";
        findings.error(code, file.origin(named.at()), "there is no type \"" + named.name() + "\"");
      }
    } else if (type instanceof TypeExpr.ArrayOf array) {
      type(array.item());
    } else if (type instanceof TypeExpr.Nullable nullable) {
      type(nullable.type());
    } else if (type instanceof TypeExpr.Union union) {
      union.members().forEach(this::type);
    } else if (type instanceof TypeExpr.Tuple tuple) {
      tuple.items().forEach(item -> type(item.type()));
    } else if (type instanceof TypeExpr.ObjectOf object) {
      object.fields().forEach(field -> type(field.type()));
      object.others().ifPresent(this::type);
    }
  }

  private void expression(Expr expr, Set<String> locals) {
    if (expr instanceof Expr.Name name) {
      name(name, locals);
    } else if (expr instanceof Expr.Call call) {
      call(call, locals);
    } else if (expr instanceof Expr.ObjectLiteral object) {
      object(object, locals);
    } else if (expr instanceof Expr.For loop) {
      expression(loop.source(), locals);
      Set<String> inner = new HashSet<>(locals);
      inner.add(loop.item().name());
      loop.index().ifPresent(index -> inner.add(index.name()));
      expression(loop.body(), inner);
    } else if (expr instanceof Expr.Lambda lambda) {
      Set<String> inner = new HashSet<>(locals);
      lambda.parameters().forEach(parameter -> inner.add(parameter.name()));
      expression(lambda.body(), inner);
    } else {
      Children.of(expr).forEach(child -> expression(child, locals));
    }
  }

  private void object(Expr.ObjectLiteral object, Set<String> locals) {
    Set<String> inner = new HashSet<>(locals);
    for (Expr.Item item : object.items()) {
      if (item instanceof Expr.Item.Nested nested) {
        inner.add(nested.resource().name());
        decorators.check(nested.resource());
      }
    }
    Children.of(object).forEach(child -> expression(child, inner));
  }

  private void name(Expr.Name name, Set<String> locals) {
    if (locals.contains(name.name())) {
      return;
    }
    Optional<Statement> symbol = file.symbol(name.name());
    if (symbol.isEmpty()) {
      Set<String> known = new HashSet<>(file.symbols().keySet());
      known.addAll(locals);
      unknown(name.at(), name.name(), known);
    } else if (symbol.get() instanceof Statement.TypeDeclaration) {
      findings.error(
          "BCP287", file.origin(name.at()), "\"" + name.name() + "\" is a type, not a value");
    } else if (parameterDefault && !(symbol.get() instanceof Statement.Parameter)) {
      findings.error(
          "BCP072",
          file.origin(name.at()),
          "the default of a parameter may refer to other parameters only");
    }
  }

  private void unknown(int at, String name, Iterable<String> known) {
    Optional<String> near = Suggestions.nearest(name, known);
    String hint = near.map(other -> "; did you mean \"" + other + "\"?").orElse("");
    findings.error(
        near.isPresent() ? "BCP082" : "BCP057",
        file.origin(at),
        "the name \"" + name + "\" does not exist here" + hint);
  }

  private void call(Expr.Call call, Set<String> locals) {
    call.arguments().forEach(argument -> expression(argument, locals));
    boolean namespace = call.target().filter(target -> isNamespace(target, locals)).isPresent();
    if (call.target().isPresent() && !namespace) {
      expression(call.target().get(), locals);
      return;
    }
    if (Signatures.isRefused(call.name())) {
      findings.error(
          "unsupported",
          file.origin(call.at()),
          "the function \"" + call.name() + "\" is not supported by this evaluator");
      return;
    }
    Optional<Signatures.Arity> arity = Signatures.find(call.name(), parameterFile);
    if (arity.isEmpty()) {
      boolean value = file.symbol(call.name()).isPresent() || locals.contains(call.name());
      if (value) {
        findings.error(
            "BCP059", file.origin(call.at()), "\"" + call.name() + "\" is not a function");
      } else {
        unknown(call.at(), call.name(), Signatures.names());
      }
      return;
    }
    int count = call.arguments().size();
    if (count < arity.get().min() || count > arity.get().max()) {
      findings.error(
          "BCP071",
          file.origin(call.at()),
          Functions.argumentCount(call.name(), arity.get().min(), arity.get().max()));
    }
    if (call.name().equals("utcNow") && !parameterDefault) {
      findings.error(
          "BCP065", file.origin(call.at()), "\"utcNow\" may only stand in a parameter's default");
    }
    lambdas(call);
  }

  private void lambdas(Expr.Call call) {
    boolean higher = Signatures.HIGHER.containsKey(call.name());
    List<Expr> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      boolean lambda = arguments.get(i) instanceof Expr.Lambda;
      boolean wanted = higher && i > 0 && !(call.name().equals("reduce") && i == 1);
      if (lambda != wanted) {
        findings.error(
            "BCP070",
            file.origin(arguments.get(i).at()),
            "argument "
                + (i + 1)
                + " of \""
                + call.name()
                + "\" "
                + (wanted ? "must be a lambda" : "cannot be a lambda"));
      }
    }
  }

  private boolean isNamespace(Expr target, Set<String> locals) {
    return target instanceof Expr.Name name
        && (name.name().equals("sys") || name.name().equals("az"))
        && !locals.contains(name.name());
  }
}
