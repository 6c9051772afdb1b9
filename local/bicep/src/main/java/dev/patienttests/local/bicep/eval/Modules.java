package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The modules of a file. */
final class Modules {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_SYMBOL = 50;
  private static final int MAX_SYMBOL_IN_LOOP = 46;
  private static final Set<String> PROPERTIES =
      Set.of("name", "params", "scope", "dependsOn", "identity", "extensionConfigs");

  private final FileEvaluator file;
  private final IdentityHashMap<Statement, List<ModuleInstance>> instances =
      new IdentityHashMap<>();

  Modules(FileEvaluator file) {
    this.file = file;
  }

  List<ModuleInstance> instances(Statement.ModuleDeclaration declaration) {
    List<ModuleInstance> known = instances.get(declaration);
    if (known != null) {
      return known;
    }
    List<ModuleInstance> made = new ArrayList<>();
    String name = declaration.name();
    if (declaration.value() instanceof Expr.For loop && isUnknown(loop)) {
      new LeftOut(file).note(name, file.origin(declaration.at()), "how many there are");
    } else if (declaration.value() instanceof Expr.For loop) {
      List<Env> iterations = file.expressions().literals().iterations(loop, Env.EMPTY);
      file.resources().requireCount(iterations.size(), loop.at());
      for (Env env : iterations) {
        made.add(instance(declaration, name + "[" + made.size() + "]", env, loop.body()));
      }
    } else {
      made.add(instance(declaration, name, Env.EMPTY, declaration.value()));
    }
    instances.put(declaration, made);
    return made;
  }

  private boolean isUnknown(Expr.For loop) {
    return new LeftOut(file).isUnknown(file.expressions().evaluate(loop.source(), Env.EMPTY));
  }

  private static ModuleInstance instance(
      Statement.ModuleDeclaration declaration, String label, Env env, Expr body) {
    Optional<Expr> condition = Optional.empty();
    Expr value = body;
    if (value instanceof Expr.If conditional) {
      condition = Optional.of(conditional.condition());
      value = conditional.body();
    }
    return new ModuleInstance(declaration, label, env, condition, (Expr.ObjectLiteral) value);
  }

  /** The name of the module's deployment. */
  Value name(ModuleInstance module, Origin site) {
    Optional<Expr> name = Bodies.property(module.body(), "name");
    if (name.isPresent()) {
      Value value = file.expressions().evaluate(name.get(), module.env());
      if (value instanceof Value.Expression && file.isLate(value)) {
        throw new Fault(
            "BCP120",
            file.origin(name.get().start()),
            "a name must be known when the deployment starts");
      }
      return value;
    }
    String symbol = module.declaration().name();
    boolean loop = module.declaration().value() instanceof Expr.For;
    int length = Math.min(symbol.length(), loop ? MAX_SYMBOL_IN_LOOP : MAX_SYMBOL);
    String index = loop ? "-" + module.label().replaceAll(".*\\[|\\]", "") : "";
    Value.Mark mark = Value.Mark.at(site);
    Value around =
        file.deploymentName().orElseGet(() -> DeploymentScope.property("deployment", "name", site));
    Value hash = Functions.call("uniqueString", List.of(new Value.Str(symbol, mark), around), site);
    Value format = new Value.Str(symbol.substring(0, length) + index + "-{0}", mark);
    return Functions.call("format", List.of(format, hash), site);
  }

  /** {@code module.name} or {@code module.outputs}. */
  Value member(ModuleInstance module, String member, Origin site) {
    if (member.equals("name")) {
      return name(module, site);
    } else if (member.equals("outputs") && new LeftOut(file).is(module)) {
      return unknownOutputs(module, site);
    } else if (member.equals("outputs")) {
      return new Value.Obj(child(module, site).outputs(), Value.Mark.at(site));
    }
    throw new Fault(
        "BCP053", site, "a module has \"name\" and \"outputs\", not \"" + member + "\"");
  }

  /** {@code module.outputs.name}. */
  Value output(ModuleInstance module, String name, boolean safe, Origin site) {
    if (new LeftOut(file).is(module)) {
      return LeftOut.output(unknownOutputs(module, site), name, safe, site);
    }
    if (!new Conditions(file).holds(module)) {
      if (safe || file.project().isChecking()) {
        return new Value.Null(Value.Mark.at(site));
      }
      throw Fault.evaluation(site, "the module is not deployed, because its condition is false");
    }
    FileEvaluator child = child(module, site);
    Statement.Output output = child.file().outputs().get(name);
    if (output != null) {
      return child.output(output);
    }
    Optional<String> near = Suggestions.nearest(name, child.file().outputs().keySet());
    String hint = near.map(other -> "; did you mean \"" + other + "\"?").orElse("");
    throw new Fault(
        near.isPresent() ? "BCP083" : "BCP053",
        site,
        "the module has no output \"" + name + "\"" + hint);
  }

  private Value unknownOutputs(ModuleInstance module, Origin site) {
    FileModel model = child(module, site).file();
    DeploymentScope scope = new Scopes(file).ofModule(module, model);
    return new LeftOut(file).outputs(name(module, site), scope, site);
  }

  /** The evaluation of the module's file. */
  FileEvaluator child(ModuleInstance module, Origin site) {
    if (module.child().isPresent()) {
      return module.child().get();
    }
    if (!module.open()) {
      throw new Fault("BCP080", site, "the module \"" + module.label() + "\" depends on itself");
    }
    try {
      FileEvaluator child = evaluator(module);
      module.setChild(child);
      return child;
    } finally {
      module.close();
    }
  }

  private FileEvaluator evaluator(ModuleInstance module) {
    Origin pathSite = file.origin(module.declaration().pathAt());
    if (file.depth() >= MAX_DEPTH) {
      throw Fault.limit(pathSite, "modules are nested more than " + MAX_DEPTH + " levels deep");
    }
    Path path = file.project().resolve(file.file().source(), module.declaration().path(), pathSite);
    if (path.equals(file.file().source().path())) {
      throw new Fault("BCP094", pathSite, "the module refers to its own file");
    } else if (file.isInside(path)) {
      throw new Fault("BCP095", pathSite, "the module refers to a file that has it as a module");
    }
    if (!path.toString().endsWith(".bicep")) {
      throw Fault.unsupported(pathSite, "a module that is no .bicep file");
    }
    FileModel model = file.project().file(path, pathSite);
    file.project().checkTypes(model);
    return new FileEvaluator(
        file.project(),
        model,
        new Scopes(file).ofModule(module, model),
        Optional.of(name(module, file.origin(module.declaration().at()))),
        parameters(module, model),
        file.prefix() + module.label() + "::",
        Optional.of(file));
  }

  private Map<String, Value> parameters(ModuleInstance module, FileModel model) {
    checkProperties(module);
    return new ModuleParameters(file).of(module, model);
  }

  private void checkProperties(ModuleInstance module) {
    for (Expr.Item item : module.body().items()) {
      if (item instanceof Expr.Item.Property property
          && property.key() instanceof Expr.StringLiteral key
          && !PROPERTIES.contains(key.value())) {
        throw new Fault(
            "BCP037", file.origin(key.at()), "a module has no property \"" + key.value() + "\"");
      }
    }
  }
}
