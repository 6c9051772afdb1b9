package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks calls: the function's name, where it may stand, and what it is given. */
final class CallCheck {
  // Functions of the template language that have another form in Bicep.
  private static final Map<String, String> BANNED =
      Map.ofEntries(
          Map.entry("variables", "BCP060"),
          Map.entry("parameters", "BCP061"),
          Map.entry("if", "BCP100"),
          Map.entry("createArray", "BCP101"),
          Map.entry("createObject", "BCP102"),
          Map.entry("add", "BCP069"),
          Map.entry("sub", "BCP069"),
          Map.entry("mul", "BCP069"),
          Map.entry("div", "BCP069"),
          Map.entry("mod", "BCP069"),
          Map.entry("less", "BCP069"),
          Map.entry("lessOrEquals", "BCP069"),
          Map.entry("greater", "BCP069"),
          Map.entry("greaterOrEquals", "BCP069"),
          Map.entry("equals", "BCP069"),
          Map.entry("not", "BCP069"),
          Map.entry("and", "BCP069"),
          Map.entry("or", "BCP069"),
          Map.entry("coalesce", "BCP069"));

  private final Project project;
  private final FileModel file;
  private final boolean parameterFile;
  private final Findings findings;

  CallCheck(Project project, FileModel file, boolean parameterFile) {
    this.project = project;
    this.file = file;
    this.parameterFile = parameterFile;
    this.findings = project.findings();
  }

  private void error(String code, int at, String message) {
    findings.error(code, file.origin(at), message);
  }

  /** Whether an expression before a dot is a namespace. */
  boolean isNamespace(Expr target, Set<String> locals) {
    return target instanceof Expr.Name name
        && !locals.contains(name.name())
        && (name.name().equals("sys")
            || name.name().equals("az")
            || file.symbol(name.name()).orElse(null) instanceof Statement.Import);
  }

  /** Checks the call of a function, declared or built in. */
  void function(Expr.Call call, Set<String> locals, Optional<Statement> around) {
    Optional<Statement.Function> declared = Optional.empty();
    try {
      Optional<Imports.Found> found = declaration(call, locals);
      if (found.map(Imports.Found::statement).orElse(null) instanceof Statement.Broken) {
        return;
      }
      declared =
          found
              .map(Imports.Found::statement)
              .filter(Statement.Function.class::isInstance)
              .map(Statement.Function.class::cast);
    } catch (Fault fault) {
      findings.add(fault);
      return;
    }
    if (declared.isPresent()) {
      int count = declared.get().parameters().size();
      arity(call, new Signatures.Arity(count, count));
      lambdas(call, false);
      return;
    }
    boolean value =
        call.target().isEmpty()
            && (locals.contains(call.name()) || file.symbol(call.name()).isPresent());
    if (value) {
      boolean known = Signatures.find(call.name(), parameterFile).isPresent();
      String namespace = Signatures.isOfAzure(call.name()) ? "az." : "sys.";
      String how = known ? "; the function is \"" + namespace + call.name() + "\"" : "";
      error(
          known ? "BCP265" : "BCP059",
          call.at(),
          "\"" + call.name() + "\" is not a function here" + how);
    } else {
      builtIn(call, locals, around);
    }
  }

  /** What the called name is declared as; empty for one that is built in. */
  private Optional<Imports.Found> declaration(Expr.Call call, Set<String> locals) {
    if (call.target().isEmpty()) {
      return locals.contains(call.name())
          ? Optional.empty()
          : project.imports().find(file, call.name());
    }
    return call.target().get() instanceof Expr.Name name
            && file.symbol(name.name()).orElse(null) instanceof Statement.Import all
        ? Optional.of(project.imports().member(file, all, call.name(), call.at()))
        : Optional.empty();
  }

  private void builtIn(Expr.Call call, Set<String> locals, Optional<Statement> around) {
    if (Signatures.isRefused(call.name())) {
      String message = "the function \"" + call.name() + "\" is not supported by this evaluator";
      error("unsupported", call.at(), message);
      return;
    }
    if (parameterFile && Signatures.isOfAzure(call.name()) && !call.name().equals("getSecret")) {
      String code = call.target().isPresent() ? "BCP107" : "BCP057";
      error(
          code, call.at(), "the function \"" + call.name() + "\" is not there in parameter files");
      return;
    }
    Optional<Signatures.Arity> arity = Signatures.find(call.name(), parameterFile);
    if (arity.isEmpty()) {
      unknown(call);
      return;
    }
    arity(call, new Signatures.Arity(least(call.name(), arity.get()), arity.get().max()));
    boolean inDefault = around.orElse(null) instanceof Statement.Parameter;
    if (Set.of("utcNow", "newGuid").contains(call.name()) && !inDefault) {
      error("BCP065", call.at(), "\"" + call.name() + "\" may only stand in a parameter's default");
    }
    boolean ofDeployment = call.name().equals("reference") || Signatures.isList(call.name());
    if (ofDeployment && around.orElse(null) instanceof Statement.Function) {
      error("BCP341", call.at(), "a function cannot ask for the state of a resource");
    }
    if (ofDeployment && inDefault) {
      error("BCP066", call.at(), "\"" + call.name() + "\" cannot stand in a parameter's default");
    }
    lambdas(call, Signatures.HIGHER.containsKey(call.name()));
    loaded(call, locals);
  }

  /** Says what is wrong with the path of a file that is loaded, even if nothing is evaluated. */
  private void loaded(Expr.Call call, Set<String> locals) {
    if (!call.name().startsWith("load") || call.arguments().isEmpty()) {
      return;
    }
    Expr path = call.arguments().get(0);
    Origin site = file.origin(path.start());
    if (path instanceof Expr.StringLiteral text) {
      findings.collect(
          () -> project.bytes(project.resolve(file.source(), text.value(), site), site));
    } else if (ofParameters(path, new HashSet<>(locals))) {
      findings.error("BCP032", site, "the path must be known before there are parameters");
    }
  }

  /** Whether an expression is made from parameters, be it through variables. */
  private boolean ofParameters(Expr expr, Set<String> seen) {
    if (expr instanceof Expr.Name name && seen.add(name.name())) {
      Optional<Statement> symbol = file.symbol(name.name());
      return symbol.orElse(null) instanceof Statement.Parameter
          || (symbol.orElse(null) instanceof Statement.Variable variable
              && ofParameters(variable.value(), seen));
    }
    return Children.of(expr).stream().anyMatch(part -> ofParameters(part, seen));
  }

  /** What is around a file need not be named, where there is one. */
  private int least(String function, Signatures.Arity arity) {
    boolean inGroup = file.targetScope() == DeploymentScope.Kind.RESOURCE_GROUP;
    boolean known =
        switch (function) {
          case "resourceGroup" -> inGroup;
          case "subscription" -> inGroup || file.targetScope() == DeploymentScope.Kind.SUBSCRIPTION;
          case "managementGroup" -> file.targetScope() == DeploymentScope.Kind.MANAGEMENT_GROUP;
          default -> true;
        };
    return known ? arity.min() : Math.max(1, arity.min());
  }

  private void unknown(Expr.Call call) {
    if (BANNED.containsKey(call.name())) {
      error(
          BANNED.get(call.name()),
          call.at(),
          "the function \"" + call.name() + "\" has another form in Bicep");
      return;
    }
    List<String> names = new ArrayList<>(Signatures.names());
    file.statements(Statement.Function.class).forEach(function -> names.add(function.name()));
    String hint = Suggestions.hint(call.name(), names);
    String code = call.target().isPresent() ? "BCP107" : hint.isEmpty() ? "BCP057" : "BCP082";
    error(code, call.at(), "the function \"" + call.name() + "\" does not exist here" + hint);
  }

  private void arity(Expr.Call call, Signatures.Arity arity) {
    int count = call.arguments().size();
    if (count < arity.min() || count > arity.max()) {
      error(
          "BCP071",
          call.argumentsAt(),
          Functions.argumentCount(call.name(), arity.min(), arity.max()));
    }
  }

  private void lambdas(Expr.Call call, boolean higher) {
    List<Expr> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      boolean wanted = higher && i > 0 && !(call.name().equals("reduce") && i == 1);
      if (arguments.get(i) instanceof Expr.Lambda lambda && wanted) {
        parameters(call, lambda);
      } else if (arguments.get(i) instanceof Expr.Lambda || wanted) {
        String must = wanted ? "must be a lambda" : "cannot be a lambda";
        error(
            "BCP070",
            arguments.get(i).start(),
            "argument " + (i + 1) + " of \"" + call.name() + "\" " + must);
      }
    }
  }

  private void parameters(Expr.Call call, Expr.Lambda lambda) {
    Signatures.Arity arity = Signatures.lambda(call.name());
    int count = lambda.parameters().size();
    if (count < arity.min() || count > arity.max()) {
      error(
          "BCP070",
          lambda.start(),
          "the lambda of \""
              + call.name()
              + "\" has "
              + arity.min()
              + " to "
              + arity.max()
              + " variables");
    }
  }
}
