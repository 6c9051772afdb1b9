package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the property {@code scope} of resources and modules means. */
final class Scopes {
  private static final String GROUP = "Microsoft.Resources/resourceGroups";
  private static final String MANAGEMENT_GROUP = "Microsoft.Management/managementGroups";

  private final FileEvaluator file;

  Scopes(FileEvaluator file) {
    this.file = file;
  }

  /** Where something is deployed to. */
  sealed interface Target {}

  /** To a scope. */
  record Deployed(DeploymentScope scope) implements Target {}

  /** To another resource, as its extension. */
  record Extended(Instance resource) implements Target {}

  /** Scope of a resource that has no parent. */
  Target ofResource(Instance instance) {
    Optional<Expr> property = instance.property("scope");
    if (property.isEmpty()) {
      return new Deployed(file.scope());
    }
    Target target = target(property.get(), instance.env());
    if (isElsewhere(target) && !instance.existing()) {
      throw new Fault(
          "BCP139",
          file.origin(property.get().at()),
          "a resource of another scope must be deployed by a module");
    }
    return target;
  }

  /** Scope of a resource below another one, which must be one that the file can deploy to. */
  Target ofChild(Instance instance, Instance top) {
    Target target = ofResource(top);
    if (isElsewhere(target) && !instance.existing()) {
      throw new Fault(
          "BCP165",
          file.origin(instance.declaration().value().start()),
          "\"" + top.label() + "\" is in another scope: its children must be deployed by a module");
    }
    return target;
  }

  /** Whether a target, or the resource that it extends, is not in the scope of the file. */
  private boolean isElsewhere(Target target) {
    if (target instanceof Extended extended) {
      Instance top = extended.resource();
      for (Optional<Instance> parent = Optional.of(top); parent.isPresent(); ) {
        top = parent.get();
        parent = file.resources().parent(top);
      }
      return isElsewhere(ofResource(top));
    }
    return target instanceof Deployed deployed
        && !deployed.scope().equals(file.scope())
        && deployed.scope().kind() != DeploymentScope.Kind.TENANT;
  }

  /** Scope of a module, which must be what its file asks for. */
  DeploymentScope ofModule(ModuleInstance module, FileModel child) {
    Optional<Expr> property = Bodies.property(module.body(), "scope");
    DeploymentScope scope = file.scope();
    Origin site = file.origin(module.body().at());
    if (property.isPresent()) {
      site = file.origin(property.get().at());
      Target target = target(property.get(), module.env());
      if (!(target instanceof Deployed deployed)) {
        throw new Fault("BCP036", site, "the scope of a module cannot be such a resource");
      }
      scope = deployed.scope();
      requireReachable(property.get(), module.env(), site);
    }
    if (scope.kind() != child.targetScope()) {
      throw new Fault(
          "BCP134",
          site,
          "the module has the target scope "
              + child.targetScope().word()
              + " and cannot be deployed to the scope "
              + scope.kind().word());
    }
    return scope;
  }

  private void requireReachable(Expr scope, Env env, Origin site) {
    if (!isReachable(scope, env)) {
      String code =
          switch (file.scope().kind()) {
            case TENANT -> "BCP113";
            case MANAGEMENT_GROUP -> "BCP114";
            case SUBSCRIPTION -> "BCP115";
            case RESOURCE_GROUP -> "BCP116";
          };
      String here = file.scope().kind().word();
      throw new Fault(
          code, site, "a file with the target scope " + here + " has no modules of this scope");
    }
  }

  /** From which scopes a deployment can reach the one that is written. */
  private boolean isReachable(Expr scope, Env env) {
    DeploymentScope.Kind here = file.scope().kind();
    boolean wide =
        here == DeploymentScope.Kind.TENANT || here == DeploymentScope.Kind.MANAGEMENT_GROUP;
    if (scope instanceof Expr.Ternary choice) {
      return isReachable(choice.whenTrue(), env) && isReachable(choice.whenFalse(), env);
    } else if (scope instanceof Expr.Call call) {
      return switch (call.name()) {
        case "managementGroup" -> wide;
        case "subscription" -> !wide || call.arguments().size() == 1;
        case "resourceGroup" ->
            call.arguments().size() == 2
                || (!wide && call.arguments().size() == 1)
                || here == DeploymentScope.Kind.RESOURCE_GROUP;
        default -> true;
      };
    } else if (file.expressions().access().target(scope, env).orElse(null)
        instanceof Instance instance) {
      boolean group = file.resources().type(instance).equalsIgnoreCase(GROUP);
      return group ? !wide || instance.property("scope").isPresent() : wide;
    }
    return true;
  }

  private Target target(Expr expr, Env env) {
    Origin site = file.origin(expr.start());
    if (expr instanceof Expr.StringLiteral || expr instanceof Expr.Interpolation) {
      throw new Fault("BCP036", site, "a scope is a resource or a scope function, not a string");
    }
    if (expr instanceof Expr.Ternary ternary) {
      boolean holds = new Conditions(file).holds(ternary.condition(), env);
      return target(holds ? ternary.whenTrue() : ternary.whenFalse(), env);
    }
    if (expr instanceof Expr.Call call) {
      return new Deployed(byFunction(call, env, site));
    }
    Optional<Deployable> resource = file.expressions().access().target(expr, env);
    if (resource.orElse(null) instanceof Instance instance) {
      String type = file.resources().type(instance);
      if (type.equalsIgnoreCase(MANAGEMENT_GROUP)) {
        Value name = file.resources().names(instance).get(0);
        return new Deployed(file.scope().managementGroup(Optional.of(name)));
      }
      return type.equalsIgnoreCase(GROUP) ? new Deployed(group(instance)) : new Extended(instance);
    }
    if (resource.isPresent()) {
      throw new Fault("BCP134", site, "a module is no scope");
    }
    throw Fault.unsupported(site, "a scope that is neither a resource nor a scope function");
  }

  private DeploymentScope byFunction(Expr.Call call, Env env, Origin site) {
    List<Value> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      Value value = file.expressions().evaluate(argument, env);
      if (file.isLate(value)) {
        throw new Fault("BCP120", site, "a scope must be known when the deployment starts");
      }
      arguments.add(value);
    }
    DeploymentScope here = file.scope();
    return switch (call.name()) {
      case "tenant" -> here.tenant();
      case "subscription" ->
          here.subscription(
              arguments.isEmpty() ? here.subscriptionId() : Optional.of(arguments.get(0)));
      case "resourceGroup" -> groupByName(arguments, here);
      case "managementGroup" ->
          here.managementGroup(
              arguments.isEmpty() ? here.managementGroup() : Optional.of(arguments.get(0)));
      default -> throw Fault.unsupported(site, "the scope \"" + call.name() + "(…)\"");
    };
  }

  private static DeploymentScope groupByName(List<Value> arguments, DeploymentScope here) {
    return switch (arguments.size()) {
      case 0 -> here;
      case 1 -> here.group(here.subscriptionId(), arguments.get(0), Optional.empty());
      default -> here.group(Optional.of(arguments.get(0)), arguments.get(1), Optional.empty());
    };
  }

  /** The scope of a resource group that the file declares; its location is known if written. */
  private DeploymentScope group(Instance instance) {
    Optional<Value> location =
        instance.existing()
            ? Optional.empty()
            : instance
                .property("location")
                .map(expr -> file.expressions().evaluate(expr, instance.env()));
    DeploymentScope around =
        ofResource(instance) instanceof Deployed deployed ? deployed.scope() : file.scope();
    return around.group(around.subscriptionId(), file.resources().names(instance).get(0), location);
  }
}
