package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Resource;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lists what a file and its modules deploy, dependencies first. */
final class Deployment {
  private static final Set<String> APART = Set.of("name", "parent", "scope", "dependsOn");

  private final FileEvaluator file;
  private final Map<Deployable, List<Resource>> made = new LinkedHashMap<>();
  private final Set<Deployable> open = new LinkedHashSet<>();
  private final List<Resource> existing = new ArrayList<>();
  private final List<Value> before;
  private final Map<String, Deployable> names = new HashMap<>();

  /**
   * A deployment.
   *
   * @param before ids of what is deployed before all of it
   */
  Deployment(FileEvaluator file, List<Value> before) {
    this.file = file;
    this.before = before;
  }

  /** Does the work; faults go to the findings. */
  void run() {
    for (Deployable deployable : inSourceOrder()) {
      file.collect(() -> make(deployable));
      file.collect(() -> requireOwnName(deployable));
    }
  }

  /** Two resources or modules that are always deployed cannot have one name. */
  private void requireOwnName(Deployable deployable) {
    boolean resource = deployable instanceof Instance;
    Value name;
    if (deployable instanceof Instance instance) {
      if (instance.existing()
          || isConditional(instance)
          || file.resources().isExtension(instance)) {
        return;
      }
      name = file.resources().id(instance);
    } else {
      ModuleInstance module = (ModuleInstance) deployable;
      if (module.condition().isPresent()) {
        return;
      }
      DeploymentScope scope = file.modules().child(module, origin(module)).scope();
      Value own = file.modules().name(module, origin(module));
      name =
          Functions.call("format", List.of(text("{0}/{1}"), text(key(scope)), own), own.origin());
    }
    if (name instanceof Value.Str text) {
      String key = resource + text.value().toLowerCase(Locale.ROOT);
      Deployable other = names.putIfAbsent(key, deployable);
      if (other != null) {
        String code = resource ? "BCP121" : "BCP122";
        sameName(code, other);
        sameName(code, deployable);
      }
    }
  }

  private void sameName(String code, Deployable deployable) {
    String message = "\"" + deployable.label() + "\" has the same name as another one in its scope";
    file.project().findings().error(code, nameOrigin(deployable), message);
  }

  /** Where the name is written, or else the declaration. */
  private Origin nameOrigin(Deployable deployable) {
    Expr.ObjectLiteral body =
        deployable instanceof Instance instance
            ? instance.body()
            : ((ModuleInstance) deployable).body();
    return Bodies.property(body, "name")
        .map(name -> file.origin(name.start()))
        .orElseGet(() -> origin(deployable));
  }

  private static boolean isConditional(Instance instance) {
    return instance.condition().isPresent()
        || instance.owner().filter(Deployment::isConditional).isPresent();
  }

  private Value text(String text) {
    return new Value.Str(text, Value.Mark.at(file.origin(0)));
  }

  /** Which scope it is; origins do not count. */
  private static String key(DeploymentScope scope) {
    return scope.kind().word()
        + scope.subscriptionId()
        + scope.resourceGroup()
        + scope.managementGroup();
  }

  List<Resource> resources() {
    List<Resource> all = new ArrayList<>();
    made.values().forEach(all::addAll);
    return all;
  }

  List<Resource> existing() {
    return existing;
  }

  /** Nested resources, inner ones first, then resources, then modules. */
  private List<Deployable> inSourceOrder() {
    List<Deployable> nested = new ArrayList<>();
    List<Deployable> top = new ArrayList<>();
    List<Deployable> modules = new ArrayList<>();
    for (Statement statement : file.file().statements()) {
      if (statement instanceof Statement.ResourceDeclaration resource) {
        file.collect(
            () -> {
              for (Instance instance : file.resources().instances(resource)) {
                addNested(instance, nested);
                top.add(instance);
              }
            });
      } else if (statement instanceof Statement.ModuleDeclaration module) {
        file.collect(() -> modules.addAll(file.modules().instances(module)));
      }
    }
    nested.addAll(top);
    nested.addAll(modules);
    return nested;
  }

  private void addNested(Instance instance, List<Deployable> list) {
    for (Instance child : file.resources().nested(instance)) {
      addNested(child, list);
      list.add(child);
    }
  }

  private List<Resource> make(Deployable deployable) {
    List<Resource> known = made.get(deployable);
    if (known != null) {
      return known;
    }
    if (!open.add(deployable)) {
      throw new Fault(
          "BCP080", origin(deployable), "\"" + deployable.label() + "\" depends on itself");
    }
    file.project().budget().enter(origin(deployable));
    try {
      Set<Value> dependencies = new LinkedHashSet<>(before);
      Dependencies.of(deployable, file).stream()
          .sorted(Comparator.comparing(Deployable::label))
          .forEach(needed -> make(needed).forEach(resource -> dependencies.add(resource.id())));
      List<Resource> resources = List.of();
      LeftOut leftOut = new LeftOut(file);
      if (deployable instanceof ModuleInstance module && leftOut.is(module)) {
        leftOut.note(module.label(), origin(module), "whether its condition holds");
      } else if (new Conditions(file).holds(deployable)) {
        resources =
            deployable instanceof Instance instance
                ? single(instance, List.copyOf(dependencies))
                : module((ModuleInstance) deployable, List.copyOf(dependencies));
      }
      made.put(deployable, resources);
      return resources;
    } finally {
      open.remove(deployable);
      file.project().budget().leave();
    }
  }

  private Origin origin(Deployable deployable) {
    return deployable instanceof Instance instance
        ? file.origin(instance.declaration().at())
        : file.origin(((ModuleInstance) deployable).declaration().at());
  }

  private List<Resource> single(Instance instance, List<Value> dependsOn) {
    Resources resources = file.resources();
    boolean extension = resources.isExtension(instance);
    List<Expr.Item> items =
        instance.body().items().stream().filter(item -> isBody(item, extension)).toList();
    Value body = file.expressions().literals().object(items, instance.body().at(), instance.env());
    dependsOnMustNameResources(instance);
    if (!(body instanceof Value.Obj object)) {
      throw Fault.unsupported(origin(instance), "a property whose name only the deployment knows");
    }
    Origin origin = origin(instance);
    Resource resource =
        new Resource(
            resources.id(instance),
            resources.type(instance),
            resources.apiVersion(instance),
            extension ? new Value.Str("", Value.Mark.at(origin)) : resources.fullName(instance),
            file.prefix() + instance.label(),
            extension,
            object.members(),
            dependsOn,
            origin);
    if (instance.existing()) {
      existing.add(resource);
      return List.of();
    }
    return List.of(resource);
  }

  private static boolean isBody(Expr.Item item, boolean extension) {
    if (item instanceof Expr.Item.Property property
        && property.key() instanceof Expr.StringLiteral key) {
      return !APART.contains(key.value()) || (extension && key.value().equals("name"));
    }
    return !(item instanceof Expr.Item.Nested);
  }

  private void dependsOnMustNameResources(Instance instance) {
    instance
        .property("dependsOn")
        .ifPresent(
            list -> {
              if (list instanceof Expr.ArrayLiteral array) {
                array.items().forEach(item -> mustNameResource(item.value()));
              } else if (!mayBeArray(list, instance)) {
                throw new Fault("BCP036", file.origin(list.at()), "\"dependsOn\" must be an array");
              }
            });
  }

  private void mustNameResource(Expr item) {
    if (item instanceof Expr.StringLiteral || item instanceof Expr.Interpolation) {
      Origin site = file.origin(item.start());
      throw new Fault("BCP034", site, "\"dependsOn\" has resources and modules, not strings");
    }
  }

  private boolean mayBeArray(Expr expr, Instance instance) {
    if (expr instanceof Expr.Ternary ternary) {
      return mayBeArray(ternary.whenTrue(), instance) && mayBeArray(ternary.whenFalse(), instance);
    } else if (expr instanceof Expr.Name name
        && file.file().symbol(name.name()).orElse(null)
            instanceof Statement.ResourceDeclaration declared) {
      return declared.value() instanceof Expr.For;
    }
    return expr instanceof Expr.ArrayLiteral
        || expr instanceof Expr.For
        || expr instanceof Expr.Call
        || expr instanceof Expr.Name;
  }

  private List<Resource> module(ModuleInstance module, List<Value> dependsOn) {
    FileEvaluator child = file.modules().child(module, origin(module));
    child.evaluateAll();
    Deployment deployment = new Deployment(child, dependsOn);
    deployment.run();
    child.outputs();
    existing.addAll(deployment.existing());
    return deployment.resources();
  }
}
