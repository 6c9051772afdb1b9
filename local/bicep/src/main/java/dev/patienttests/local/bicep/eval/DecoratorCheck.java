package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.Statement.Decorator;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks which decorators stand where. */
final class DecoratorCheck {
  private static final Set<String> VALUES = Set.of("param", "output", "type");
  private static final String PART = "part of a type";
  private static final String ASSIGNMENT = "value of a parameter";
  private static final Set<String> ALL =
      Set.of(
          "param", "output", "type", "var", "resource", "module", "func", "extension", ASSIGNMENT);
  private static final Map<String, Set<String>> TARGETS =
      Map.ofEntries(
          Map.entry("description", ALL),
          Map.entry("metadata", VALUES),
          Map.entry("allowed", Set.of("param")),
          Map.entry("secure", VALUES),
          Map.entry("minLength", VALUES),
          Map.entry("maxLength", VALUES),
          Map.entry("minValue", VALUES),
          Map.entry("maxValue", VALUES),
          Map.entry("sealed", VALUES),
          Map.entry("discriminator", VALUES),
          Map.entry("export", Set.of("var", "type", "func")),
          Map.entry("batchSize", Set.of("resource", "module")),
          Map.entry("onlyIfNotExists", Set.of("resource")),
          Map.entry("retryOn", Set.of("resource")),
          Map.entry("nullIfNotFound", Set.of("resource")));
  private static final Map<String, String> MISPLACED =
      Map.of(
          "param",
          "BCP125",
          "var",
          "BCP126",
          "resource",
          "BCP127",
          "module",
          "BCP128",
          "output",
          "BCP129",
          "type",
          "BCP297",
          PART,
          "BCP297");
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of("secure", "sealed", "export", "onlyIfNotExists", "nullIfNotFound");
  private static final Set<String> NUMBERS =
      Set.of("minLength", "maxLength", "minValue", "maxValue");
  private static final Set<String> REFUSED = Set.of("validate", "waitUntil", "patch");

  private final FileModel file;
  private final Findings findings;

  DecoratorCheck(FileModel file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  void check(Statement statement) {
    if (statement instanceof Statement.Parameter parameter) {
      check(parameter.decorators(), "param");
      Constants.decorator(parameter.decorators(), "allowed")
          .ifPresent(allowed -> choices(allowed, parameter.type()));
      of(parameter.type(), parameter.decorators());
    } else if (statement instanceof Statement.Output output) {
      check(output.decorators(), "output");
      of(output.type(), output.decorators());
    } else if (statement instanceof Statement.TypeDeclaration type) {
      check(type.decorators(), "type");
      of(type.type(), type.decorators());
    } else if (statement instanceof Statement.Variable variable) {
      check(variable.decorators(), "var");
    } else if (statement instanceof Statement.ResourceDeclaration resource) {
      check(resource.decorators(), "resource");
      batchSize(resource.decorators(), resource.value());
      existing(resource);
    } else if (statement instanceof Statement.ModuleDeclaration module) {
      check(module.decorators(), "module");
      batchSize(module.decorators(), module.value());
    } else if (statement instanceof Statement.Function function) {
      check(function.decorators(), "func");
    } else if (statement instanceof Statement.Extension extension) {
      check(extension.decorators(), "extension");
    } else if (statement instanceof Statement.ParameterAssignment assignment) {
      check(assignment.decorators(), ASSIGNMENT);
    }
  }

  private void check(List<Decorator> decorators, String target) {
    Set<String> seen = new HashSet<>();
    for (Decorator decorator : decorators) {
      Set<String> targets = TARGETS.get(decorator.name());
      if (REFUSED.contains(decorator.name())) {
        report("unsupported", decorator, "is not supported by this evaluator");
      } else if (targets == null && Signatures.find(decorator.name(), false).isPresent()) {
        report("BCP152", decorator, "is a function, which cannot be a decorator");
      } else if (targets == null) {
        report("BCP057", decorator, "does not exist" + Suggestions.hint(decorator.name(), known()));
      } else if (!targets.contains(target.equals(PART) ? "type" : target)) {
        boolean export = decorator.name().equals("export");
        String code = export ? "BCP361" : MISPLACED.getOrDefault(target, "BCP130");
        report(code, decorator, "cannot stand on this kind of declaration");
      } else if (!seen.add(decorator.name())) {
        report("BCP166", decorator, "stands twice on one declaration");
      } else {
        arguments(decorator);
      }
    }
  }

  private static Iterable<String> known() {
    return TARGETS.keySet();
  }

  private void arguments(Decorator decorator) {
    int count = decorator.arguments().size();
    boolean retry = decorator.name().equals("retryOn") && (count == 1 || count == 2);
    if (!retry && count != (WITHOUT_ARGUMENTS.contains(decorator.name()) ? 0 : 1)) {
      report("BCP071", decorator.argumentsAt(), decorator, "has the wrong number of arguments");
      return;
    }
    for (Expr argument : decorator.arguments()) {
      new DuplicateKeys(file, findings).inside(argument);
      Optional<Expr> computed = computed(argument);
      if (computed.isPresent()) {
        findings.error(
            "BCP032",
            file.origin(computed.get().start()),
            "a decorator's argument is made of literals");
        return;
      }
    }
    if (count > 0) {
      kind(decorator, decorator.arguments().get(0));
    }
  }

  /** Each value that a parameter may have is of its type. */
  private void choices(Decorator allowed, TypeExpr type) {
    if (!(type instanceof TypeExpr.Named named)
        || allowed.arguments().size() != 1
        || !(allowed.arguments().get(0) instanceof Expr.ArrayLiteral array)) {
      return;
    }
    for (Expr.ArrayLiteral.Element item : array.items()) {
      Expr value = item.value();
      boolean fits =
          switch (named.name()) {
            case "string" ->
                !(value instanceof Expr.IntLiteral || value instanceof Expr.BoolLiteral);
            case "int" ->
                !(value instanceof Expr.StringLiteral || value instanceof Expr.BoolLiteral);
            case "bool" ->
                !(value instanceof Expr.StringLiteral || value instanceof Expr.IntLiteral);
            default -> true;
          };
      if (!fits) {
        findings.error(
            "BCP034",
            file.origin(value.start()),
            "a value that is allowed must be " + named.name());
      }
    }
  }

  /** The first part of an argument that is no literal. */
  private Optional<Expr> computed(Expr argument) {
    if (Constants.of(argument, file).isPresent()) {
      return Optional.empty();
    } else if (argument instanceof Expr.Unary negative && negative.operator().equals("-")) {
      return Optional.of(negative.operand());
    }
    boolean literal =
        argument instanceof Expr.ArrayLiteral || argument instanceof Expr.ObjectLiteral;
    return literal
        ? Children.of(argument).stream().flatMap(part -> computed(part).stream()).findFirst()
        : Optional.of(argument);
  }

  /** Whether the first argument is of the kind that the decorator takes. */
  private void kind(Decorator decorator, Expr argument) {
    int at = argument.start();
    String name = decorator.name();
    if (NUMBERS.contains(name) && Constants.number(decorator).isEmpty()) {
      report("BCP070", at, decorator, "takes an integer");
    } else if (name.equals("metadata") && !(argument instanceof Expr.ObjectLiteral)) {
      report("BCP070", at, decorator, "takes an object");
    } else if (name.equals("description") && !(argument instanceof Expr.StringLiteral)) {
      report("BCP070", at, decorator, "takes a string");
    } else if (name.equals("allowed") && !(argument instanceof Expr.ArrayLiteral)) {
      report("BCP070", at, decorator, "takes an array");
    } else if (argument instanceof Expr.ArrayLiteral choices
        && name.equals("allowed")
        && choices.items().isEmpty()) {
      report("BCP099", at, decorator, "needs at least one value");
    } else if (decorator.name().endsWith("Length") && Constants.number(decorator).orElse(0L) < 0) {
      report("BCP168", decorator, "takes no negative number");
    }
  }

  private void existing(Statement.ResourceDeclaration resource) {
    for (Decorator decorator : resource.decorators()) {
      if (decorator.name().equals("nullIfNotFound") && !resource.existing()) {
        report("BCP445", decorator, "can only stand on an existing resource");
      }
    }
  }

  /** Decorators on parts of a type, and those that need a certain type. */
  private void of(TypeExpr type, List<Decorator> decorators) {
    for (Decorator decorator : decorators) {
      boolean number = decorator.name().endsWith("Value");
      boolean length = decorator.name().endsWith("Length");
      if (type instanceof TypeExpr.Named named
          && ((decorator.name().equals("sealed")
                  && !Set.of("object", "secureObject").contains(named.name())
                  && isBuiltIn(named))
              || (number && !named.name().equals("int") && isBuiltIn(named))
              || (length && Set.of("int", "bool", "object").contains(named.name()))
              || (decorator.name().equals("secure")
                  && Set.of("int", "bool", "array").contains(named.name())))) {
        String text = "the decorator \"" + decorator.name() + "\" cannot stand on the type \"";
        findings.error("BCP124", file.origin(decorator.start()), text + named.name() + "\"");
      }
    }
    if (type instanceof TypeExpr.Nullable nullable) {
      of(nullable.type(), decorators);
    } else if (type instanceof TypeExpr.ArrayOf array) {
      of(array.item(), List.of());
    } else if (type instanceof TypeExpr.ObjectOf object) {
      object.fields().forEach(this::field);
      object.others().ifPresent(this::field);
    } else if (type instanceof TypeExpr.Tuple tuple) {
      tuple.items().forEach(this::field);
    }
  }

  private static boolean isBuiltIn(TypeExpr.Named named) {
    return TypeResolver.BUILT_IN.contains(named.name()) && !named.name().equals("any");
  }

  private void field(TypeExpr.Field field) {
    check(field.decorators(), PART);
    of(field.type(), field.decorators());
  }

  private void batchSize(List<Decorator> decorators, Expr body) {
    for (Decorator decorator : decorators) {
      if (!decorator.name().equals("batchSize") || decorator.arguments().size() != 1) {
        continue;
      }
      if (!(decorator.arguments().get(0) instanceof Expr.IntLiteral size) || size.value() < 1) {
        report("BCP154", decorator, "takes an integer of at least 1");
      } else if (!(body instanceof Expr.For)) {
        report("BCP155", decorator, "can only stand on a loop");
      }
    }
  }

  private void report(String code, Decorator decorator, String message) {
    report(code, decorator.at(), decorator, message);
  }

  private void report(String code, int at, Decorator decorator, String message) {
    String text = "the decorator \"" + decorator.name() + "\" " + message;
    findings.error(code, file.origin(at), text);
  }
}
