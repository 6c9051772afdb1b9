package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds unknown names and circles of names, also in code that is not evaluated. */
final class NameCheck {
  private static final Set<String> KNOWN_BEFORE = Set.of("id", "name", "type", "apiVersion");

  private final Project project;
  private final FileModel file;
  private final boolean parameterFile;
  private final Findings findings;
  private final DecoratorCheck decorators;
  private final CallCheck calls;
  private final CircleCheck circles;
  private Optional<Statement> around = Optional.empty();

  NameCheck(Project project, FileModel file, boolean parameterFile) {
    this.project = project;
    this.file = file;
    this.parameterFile = parameterFile;
    this.findings = project.findings();
    this.decorators = new DecoratorCheck(file, findings);
    this.calls = new CallCheck(project, file, parameterFile);
    this.circles = new CircleCheck(file, findings);
  }

  void run() {
    file.statements().forEach(this::statement);
    circles.report();
    new ExportCheck(project, file).run();
    if (parameterFile) {
      if (!(file.symbol("using").orElse(null) instanceof Statement.Broken)) {
        onlyOne("BCP261", "BCP262", file.usings(), "using");
      }
      if (file.bases().size() > 1) {
        onlyOne("BCP405", "BCP405", file.bases(), "extends");
      }
    }
  }

  private void onlyOne(
      String none, String many, List<? extends Statement> statements, String word) {
    if (statements.size() != 1) {
      int at = statements.isEmpty() ? 0 : statements.get(1).at();
      error(
          statements.isEmpty() ? none : many,
          at,
          "a parameter file has exactly one \"" + word + "\" statement");
    }
  }

  private void error(String code, int at, String message) {
    findings.error(code, file.origin(at), message);
  }

  private void statement(Statement statement) {
    around = Optional.of(statement);
    decorators.check(statement);
    Set<String> none = Set.of();
    if (statement instanceof Statement.Parameter parameter) {
      parameter.value().ifPresent(value -> expression(value, none));
    } else if (statement instanceof Statement.Variable variable) {
      expression(variable.value(), none);
    } else if (statement instanceof Statement.Output output) {
      expression(output.value(), none);
    } else if (statement instanceof Statement.Function function) {
      function(function);
    } else if (statement instanceof Statement.ResourceDeclaration resource) {
      expression(resource.value(), none);
    } else if (statement instanceof Statement.ModuleDeclaration module) {
      path(module.pathAt(), module.path());
      expression(module.value(), none);
    } else if (statement instanceof Statement.ParameterAssignment assignment) {
      expression(assignment.value(), none);
    } else if (statement instanceof Statement.Metadata metadata) {
      expression(metadata.value(), none);
    } else if (statement instanceof Statement.Extension extension) {
      extension.configuration().ifPresent(value -> expression(value, none));
    }
  }

  /** Says at once what is wrong with the path of a module, even if nothing is evaluated. */
  private void path(int at, String path) {
    try {
      project.bytes(project.resolve(file.source(), path, file.origin(at)), file.origin(at));
    } catch (Fault fault) {
      findings.add(fault);
    }
  }

  private void function(Statement.Function function) {
    Set<String> locals = new HashSet<>();
    for (Statement.FunctionParameter parameter : function.parameters()) {
      if (!locals.add(parameter.name())) {
        error("BCP028", parameter.at(), "\"" + parameter.name() + "\" is declared twice");
      }
    }
    expression(function.body(), locals);
  }

  private void expression(Expr expr, Set<String> locals) {
    if (expr instanceof Expr.Name name) {
      name(name, locals);
    } else if (expr instanceof Expr.Call call) {
      call(call, locals);
    } else if (expr instanceof Expr.Member member && namespace(member.base(), locals)) {
      importedMember(member);
    } else if (expr instanceof Expr.Member member) {
      ofResourceInFunction(member, locals);
      expression(member.base(), locals);
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

  private void call(Expr.Call call, Set<String> locals) {
    call.arguments().forEach(argument -> expression(argument, locals));
    boolean method = call.target().filter(target -> !calls.isNamespace(target, locals)).isPresent();
    if (method) {
      expression(call.target().get(), locals);
    } else {
      calls.function(call, locals, around);
      if (call.target().isEmpty() && !locals.contains(call.name())) {
        circles.reference(around, call.name(), call.at());
      }
    }
  }

  private boolean namespace(Expr base, Set<String> locals) {
    return base instanceof Expr.Name name
        && !locals.contains(name.name())
        && file.symbol(name.name()).orElse(null) instanceof Statement.Import;
  }

  /** A function may use of a resource only what is known before the deployment. */
  private void ofResourceInFunction(Expr.Member member, Set<String> locals) {
    if (around.orElse(null) instanceof Statement.Function
        && member.base() instanceof Expr.Name name
        && !locals.contains(name.name())
        && file.symbol(name.name()).orElse(null) instanceof Statement.ResourceDeclaration
        && !KNOWN_BEFORE.contains(member.name())) {
      error("BCP341", member.start(), "a function cannot ask for the state of a resource");
    }
  }

  private void importedMember(Expr.Member member) {
    try {
      Statement.Import all =
          (Statement.Import) file.symbol(((Expr.Name) member.base()).name()).orElseThrow();
      Imports.Found found = project.imports().member(file, all, member.name(), member.at());
      if (!(found.statement() instanceof Statement.Variable)) {
        error("BCP063", member.at(), "\"" + member.name() + "\" is no value");
      }
    } catch (Fault fault) {
      findings.add(fault);
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
    for (Expr.Item item : object.items()) {
      if (item instanceof Expr.Item.Nested nested) {
        // A nested resource may refer to the one around it.
        Optional<Statement> outer = around;
        around = Optional.of(nested.resource());
        expression(nested.resource().value(), inner);
        around = outer;
      }
    }
    Children.ofProperties(object).forEach(child -> expression(child, inner));
  }

  private void name(Expr.Name name, Set<String> locals) {
    if (locals.contains(name.name())) {
      return;
    }
    Optional<Statement> symbol = file.symbol(name.name());
    if (symbol.isEmpty() || hiddenInFunction(symbol.get())) {
      undeclared(name, locals);
    } else if (symbol.get() instanceof Statement.TypeDeclaration) {
      error("BCP287", name.at(), "\"" + name.name() + "\" is a type, not a value");
    } else if (symbol.get() instanceof Statement.Function
        || symbol.get() instanceof Statement.Import) {
      error("BCP063", name.at(), "\"" + name.name() + "\" is no value");
    } else if (symbol.get() instanceof Statement.ImportedSymbol imported) {
      imported(name, imported);
    } else if (around.orElse(null) instanceof Statement.Parameter
        && !(symbol.get() instanceof Statement.Parameter)
        && !(symbol.get() instanceof Statement.Broken)) {
      error("BCP072", name.at(), "the default of a parameter may refer to other parameters only");
    }
    circles.reference(around, name.name(), name.at());
  }

  private boolean hiddenInFunction(Statement symbol) {
    return around.orElse(null) instanceof Statement.Function
        && symbol instanceof Statement.Parameter;
  }

  private void imported(Expr.Name name, Statement.ImportedSymbol symbol) {
    try {
      Statement found = project.imports().symbol(file, symbol).statement();
      if (found instanceof Statement.TypeDeclaration) {
        error("BCP287", name.at(), "\"" + name.name() + "\" is a type, not a value");
      } else if (found instanceof Statement.Function) {
        error("BCP063", name.at(), "\"" + name.name() + "\" is no value");
      }
    } catch (Fault fault) {
      findings.add(fault);
    }
  }

  private void undeclared(Expr.Name name, Set<String> locals) {
    if (parameterFile && name.name().equals("base")) {
      if (file.bases().isEmpty()) {
        error("BCP437", name.at(), "\"base\" needs an \"extends\" statement");
      }
      return;
    }
    if (file.assignments().containsKey(name.name())) {
      return;
    }
    if (Signatures.find(name.name(), parameterFile).isPresent()) {
      error("BCP063", name.at(), "\"" + name.name() + "\" is a function, not a value");
      return;
    }
    List<String> known = new ArrayList<>(file.symbols().keySet());
    known.addAll(file.assignments().keySet());
    known.addAll(locals);
    String hint = Suggestions.hint(name.name(), known);
    error(
        hint.isEmpty() ? "BCP057" : "BCP082",
        name.at(),
        "the name \"" + name.name() + "\" does not exist here" + hint);
  }
}
