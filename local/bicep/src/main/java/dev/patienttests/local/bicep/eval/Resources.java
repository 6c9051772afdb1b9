package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The resources of a file: their types, names and ids. */
final class Resources {
  private static final int MAX_COPIES = 800;

  private final FileEvaluator file;
  private final ResourceTypes types;
  private final IdentityHashMap<Statement, List<Instance>> instances = new IdentityHashMap<>();
  private final Set<Instance> open = new HashSet<>();

  Resources(FileEvaluator file) {
    this.file = file;
    this.types = new ResourceTypes(file.file());
  }

  /** What a declaration stands for: one resource, or one for each iteration of its loop. */
  List<Instance> instances(Statement.ResourceDeclaration declaration) {
    List<Instance> known = instances.get(declaration);
    if (known != null) {
      return known;
    }
    List<Instance> made = new ArrayList<>();
    String name = declaration.name();
    if (declaration.value() instanceof Expr.For loop) {
      List<Env> iterations = file.expressions().literals().iterations(loop, Env.EMPTY);
      requireCount(iterations.size(), loop.at());
      for (Env env : iterations) {
        String label = name + "[" + made.size() + "]";
        made.add(instance(declaration, label, Optional.empty(), env, loop.body()));
      }
    } else {
      made.add(instance(declaration, name, Optional.empty(), Env.EMPTY, declaration.value()));
    }
    instances.put(declaration, made);
    return made;
  }

  void requireCount(int count, int at) {
    if (count > MAX_COPIES) {
      throw Fault.limit(file.origin(at), "a loop makes at most " + MAX_COPIES + " resources");
    }
  }

  /** The resources that are written inside of another one. */
  List<Instance> nested(Instance around) {
    if (around.nested().isEmpty()) {
      List<Instance> made = new ArrayList<>();
      for (Expr.Item item : around.body().items()) {
        if (item instanceof Expr.Item.Nested child) {
          made.addAll(nested(around, child.resource()));
        }
      }
      around.setNested(made);
    }
    return around.nested().orElseThrow();
  }

  private List<Instance> nested(Instance around, Statement.ResourceDeclaration child) {
    String label = around.label() + "::" + child.name();
    Optional<Instance> owner = Optional.of(around);
    if (!(child.value() instanceof Expr.For loop)) {
      return List.of(instance(child, label, owner, around.env(), child.value()));
    }
    List<Env> iterations = file.expressions().literals().iterations(loop, around.env());
    requireCount(iterations.size(), loop.at());
    List<Instance> made = new ArrayList<>();
    for (Env env : iterations) {
      made.add(instance(child, label + "[" + made.size() + "]", owner, env, loop.body()));
    }
    return made;
  }

  private static Instance instance(
      Statement.ResourceDeclaration declaration,
      String label,
      Optional<Instance> owner,
      Env env,
      Expr body) {
    Optional<Expr> condition = Optional.empty();
    Expr value = body;
    if (value instanceof Expr.If conditional) {
      condition = Optional.of(conditional.condition());
      value = conditional.body();
    }
    Expr.ObjectLiteral object = (Expr.ObjectLiteral) value;
    return new Instance(declaration, label, owner, env, condition, object);
  }

  boolean isExtension(Instance instance) {
    return types.isExtension(instance);
  }

  /** The full type without version. */
  String type(Instance instance) {
    return types.type(instance);
  }

  String apiVersion(Instance instance) {
    return types.apiVersion(instance);
  }

  /** The resource that this one is a child of. */
  Optional<Instance> parent(Instance instance) {
    if (instance.owner().isPresent()) {
      return instance.owner();
    }
    Optional<Expr> parent = instance.property("parent");
    if (parent.isEmpty()) {
      return Optional.empty();
    }
    Optional<Deployable> target = file.expressions().access().target(parent.get(), instance.env());
    if (target.orElse(null) instanceof Instance resource) {
      requireChild(instance, resource, parent.get());
      return Optional.of(resource);
    }
    throw new Fault("BCP240", file.origin(parent.get().at()), "a parent must be a resource");
  }

  private void requireChild(Instance child, Instance parent, Expr written) {
    String type = type(child);
    String around = type.substring(0, type.lastIndexOf('/'));
    if (!isExtension(child) && !around.equalsIgnoreCase(type(parent))) {
      String message = "a resource of type " + type + " cannot be a child of a " + type(parent);
      throw new Fault("BCP171", file.origin(written.start()), message);
    }
  }

  /** The name as written. */
  Value ownName(Instance instance) {
    Expr name =
        instance
            .property("name")
            .orElseThrow(
                () ->
                    new Fault(
                        "BCP035",
                        file.origin(instance.declaration().at()),
                        "the resource needs the property \"name\""));
    Value value = file.expressions().evaluate(name, instance.env());
    Origin site = file.origin(name.start());
    if (value instanceof Value.Expression && file.isLate(value)) {
      throw new Fault("BCP120", site, "a name must be known when the deployment starts");
    }
    if (!(value instanceof Value.Str) && !(value instanceof Value.Expression)) {
      throw new Fault("BCP036", site, "a name must be a string, not " + Kinds.of(value));
    }
    return value;
  }

  /** One name for each segment of the type. */
  List<Value> names(Instance instance) {
    file.project().budget().enter(file.origin(instance.declaration().at()));
    Value own = ownName(instance);
    Origin site = instance.property("name").map(name -> file.origin(name.at())).orElseThrow();
    List<Value> names = new ArrayList<>();
    Optional<Instance> parent = parent(instance);
    if (parent.isPresent()) {
      names.addAll(names(parent.get()));
      if (own instanceof Value.Str text && text.value().contains("/")) {
        throw new Fault("BCP170", site, "the name of a child has no \"/\"");
      }
      names.add(own);
    } else if (own instanceof Value.Str text) {
      for (String part : text.value().split("/", -1)) {
        names.add(new Value.Str(part, text.mark()));
      }
    } else {
      names.addAll(unknownNames(instance, own, site));
    }
    int segments = type(instance).split("/", -1).length - 1;
    if (names.size() != segments && own instanceof Value.Str) {
      throw new Fault("BCP169", site, "the type needs " + segments + " names joined by \"/\"");
    }
    file.project().budget().leave();
    return names;
  }

  private List<Value> unknownNames(Instance instance, Value own, Origin site) {
    int segments = type(instance).split("/", -1).length - 1;
    if (segments == 1) {
      return List.of(own);
    }
    Value.Mark mark = Value.Mark.at(site);
    Value parts = Functions.call("split", List.of(own, new Value.Str("/", mark)), site);
    List<Value> names = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      names.add(Access.of(parts, new Value.Int(i, mark), false, site));
    }
    return names;
  }

  /** The names joined by slashes. */
  Value fullName(Instance instance) {
    if (parent(instance).isEmpty()) {
      return ownName(instance);
    }
    List<Value> names = names(instance);
    Origin site = names.get(names.size() - 1).origin();
    if (names.size() == 1) {
      return names.get(0);
    }
    StringBuilder format = new StringBuilder("{0}");
    for (int i = 1; i < names.size(); i++) {
      format.append("/{").append(i).append('}');
    }
    List<Value> arguments = new ArrayList<>(names);
    arguments.add(0, new Value.Str(format.toString(), Value.Mark.at(site)));
    return Functions.call("format", arguments, site);
  }

  /** The id; for a resource of an extension the name by which references name it. */
  Value id(Instance instance) {
    if (instance.knownId().isPresent()) {
      return instance.knownId().get();
    }
    Origin site = file.origin(instance.declaration().at());
    if (!open.add(instance)) {
      throw new Fault("BCP080", site, "\"" + instance.label() + "\" depends on itself");
    }
    try {
      Value id =
          isExtension(instance)
              ? new Value.Str(file.prefix() + instance.label(), Value.Mark.at(site))
              : makeId(instance, site);
      instance.setId(id);
      return id;
    } finally {
      open.remove(instance);
    }
  }

  private Value makeId(Instance instance, Origin site) {
    Instance top = instance;
    for (Optional<Instance> parent = parent(top); parent.isPresent(); parent = parent(top)) {
      if (parent.get() == instance) {
        throw new Fault("BCP080", site, "\"" + instance.label() + "\" is its own parent");
      }
      top = parent.get();
    }
    List<Value> names = names(instance);
    Scopes.Target scope = new Scopes(file).ofChild(instance, top);
    if (scope instanceof Scopes.Extended extended) {
      List<Value> arguments = new ArrayList<>();
      arguments.add(id(extended.resource()));
      arguments.add(new Value.Str(type(instance), Value.Mark.at(site)));
      arguments.addAll(names);
      return Functions.call("extensionResourceId", arguments, site);
    }
    return ((Scopes.Deployed) scope).scope().id(type(instance), names, site);
  }

  /** {@code reference(…)} to a resource. */
  Value reference(Instance instance, boolean full, Origin site) {
    Value.Mark mark = Value.Mark.at(site);
    List<Value> arguments = new ArrayList<>();
    arguments.add(id(instance));
    if (!isExtension(instance)) {
      arguments.add(new Value.Str(apiVersion(instance), mark));
      if (full) {
        arguments.add(new Value.Str("full", mark));
      }
    }
    return new Value.Call("reference", arguments, mark);
  }

  /** {@code resource.name}. */
  Value member(Instance instance, String name, Origin site) {
    Value.Mark mark = Value.Mark.at(site);
    if (isExtension(instance)) {
      return Access.of(reference(instance, true, site), new Value.Str(name, mark), false, site);
    }
    return switch (name) {
      case "id" -> id(instance);
      case "name" -> ownName(instance);
      case "type" -> new Value.Str(type(instance), mark);
      case "apiVersion" -> new Value.Str(apiVersion(instance), mark);
      case "properties" -> reference(instance, false, site);
      default -> Access.of(reference(instance, true, site), new Value.Str(name, mark), false, site);
    };
  }
}
