package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Functions whose result depends on the deployment. */
final class ContextFunctions {
  private final FileEvaluator file;

  ContextFunctions(FileEvaluator file) {
    this.file = file;
  }

  /** The result, if this is such a function. */
  Optional<Value> call(Args args) {
    if (Signatures.isList(args.function())) {
      return Optional.of(list(args.function(), args.values(), args.site()));
    }
    if (Signatures.OF_DEPLOYMENT.contains(args.function())) {
      return Optional.of(whole(args));
    }
    return switch (args.function()) {
      case "tenant" -> Optional.of(tenant(args));
      case "subscription" -> Optional.of(subscription(args));
      case "resourceGroup" -> Optional.of(resourceGroup(args));
      case "deployment" -> Optional.of(deployment(args));
      case "managementGroup" -> Optional.of(managementGroup(args));
      case "getSecret" -> Optional.of(whole(args));
      case "resourceId" -> Optional.of(resourceId(args));
      case "subscriptionResourceId" -> Optional.of(subscriptionResourceId(args));
      case "utcNow" -> Optional.of(utcNow(args));
      case "newGuid" -> Optional.of(newGuid(args));
      case "readEnvironmentVariable" -> Optional.of(environmentVariable(args));
      default -> Optional.empty();
    };
  }

  /** What a list function answers is a secret, as a rule. */
  static Value list(String function, List<Value> arguments, Origin site) {
    return new Value.Call(function, arguments, new Value.Mark(site, true));
  }

  private DeploymentContext context() {
    return file.project().context();
  }

  private static Value text(String value, Args args) {
    return new Value.Str(value, Value.Mark.at(args.site()));
  }

  private static Value unknown(String property, Args args) {
    Value.Mark mark = args.mark();
    Value call = new Value.Call(args.function(), args.values(), mark);
    return new Value.Access(call, new Value.Str(property, mark), false, mark);
  }

  private static Value whole(Args args) {
    return new Value.Call(args.function(), args.values(), args.mark());
  }

  private Value tenantId(Args args) {
    return context()
        .tenantId()
        .map(id -> text(id, args))
        .orElseGet(() -> DeploymentScope.property("tenant", "tenantId", args.site()));
  }

  private Value tenant(Args args) {
    if (context().tenantId().isEmpty()) {
      return whole(args);
    }
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("tenantId", tenantId(args));
    members.put("id", text("/tenants/" + context().tenantId().get(), args));
    members.put("countryCode", unknown("countryCode", args));
    members.put("displayName", unknown("displayName", args));
    return args.result(members);
  }

  private Value subscription(Args args) {
    Optional<Value> id =
        args.count() == 1 ? Optional.of(args.values().get(0)) : file.scope().subscriptionId();
    if (id.isEmpty() || id.get() instanceof Value.Expression) {
      return whole(args);
    }
    Value prefix = text("/subscriptions/", args);
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("id", Functions.call("concat", List.of(prefix, id.get()), args.site()));
    members.put("subscriptionId", id.get());
    members.put("tenantId", tenantId(args));
    members.put("displayName", unknown("displayName", args));
    return args.result(members);
  }

  private Value resourceGroup(Args args) {
    DeploymentScope scope = file.scope();
    if (args.count() > 0) {
      Optional<Value> subscription =
          args.count() == 2 ? Optional.of(args.values().get(0)) : scope.subscriptionId();
      Value name = args.values().get(args.count() - 1);
      scope = scope.group(subscription, name, Optional.empty());
    } else if (scope.kind() != DeploymentScope.Kind.RESOURCE_GROUP) {
      throw new Fault(
          "BCP057",
          args.site(),
          "\"resourceGroup()\" needs the target scope resourceGroup, not " + scope.kind().word());
    }
    if (scope.resourceGroup().isEmpty()) {
      return whole(args);
    }
    Value name = scope.resourceGroup().get();
    Map<String, Value> members = new LinkedHashMap<>();
    String type = "Microsoft.Resources/resourceGroups";
    members.put(
        "id",
        scope.subscriptionId().isPresent()
            ? scope.id(type, List.of(name), args.site())
            : unknown("id", args));
    members.put("name", name);
    members.put("type", text(type, args));
    members.put("location", scope.location().orElseGet(() -> unknown("location", args)));
    members.put("tags", unknown("tags", args));
    members.put("managedBy", unknown("managedBy", args));
    members.put("properties", unknown("properties", args));
    return args.result(members);
  }

  private Value deployment(Args args) {
    boolean atGroup = file.scope().kind() == DeploymentScope.Kind.RESOURCE_GROUP;
    boolean located = !atGroup && context().location().isPresent();
    if (file.deploymentName().isEmpty() && !located) {
      return whole(args);
    }
    Map<String, Value> template = Map.of("contentVersion", text("1.0.0.0", args));
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("name", file.deploymentName().orElseGet(() -> unknown("name", args)));
    members.put("properties", args.result(Map.of("template", args.result(template))));
    if (!atGroup) {
      members.put(
          "location",
          context()
              .location()
              .map(place -> text(place, args))
              .orElseGet(() -> unknown("location", args)));
    }
    return args.result(members);
  }

  private Value resourceId(Args args) {
    List<Value> full = new ArrayList<>(args.values());
    int scopes = IdFunctions.typePosition(args);
    if (scopes == 0 && file.scope().kind() == DeploymentScope.Kind.TENANT) {
      return Functions.call("tenantResourceId", full, args.site());
    }
    if (scopes == 0 && file.scope().kind() == DeploymentScope.Kind.SUBSCRIPTION) {
      full.add(0, file.scope().subscription(args.site()));
      return Functions.call("subscriptionResourceId", full, args.site());
    }
    if (scopes == 0) {
      full.add(0, file.scope().group(args.site()));
    }
    if (scopes < 2) {
      full.add(0, file.scope().subscription(args.site()));
    }
    return Functions.call("resourceId", full, args.site());
  }

  private Value subscriptionResourceId(Args args) {
    List<Value> full = new ArrayList<>(args.values());
    if (IdFunctions.typePosition(args) == 0) {
      full.add(0, file.scope().subscription(args.site()));
    }
    return Functions.call("subscriptionResourceId", full, args.site());
  }

  private Value utcNow(Args args) {
    if (file.project().isChecking()) {
      return whole(args);
    }
    Instant now =
        context()
            .now()
            .orElseThrow(() -> Fault.unsupported(args.site(), "\"utcNow()\" without a given time"));
    String format = args.has(0) ? args.text(0) : "yyyyMMdd'T'HHmmss'Z'";
    return args.result(DateFunctions.format(args, now.atOffset(ZoneOffset.UTC), format));
  }

  private Value newGuid(Args args) {
    return file.project().isChecking() ? whole(args) : text(UUID.randomUUID().toString(), args);
  }

  private Value managementGroup(Args args) {
    DeploymentScope scope = file.scope();
    if (args.count() == 0 && scope.kind() != DeploymentScope.Kind.MANAGEMENT_GROUP) {
      throw new Fault(
          "BCP057",
          args.site(),
          "\"managementGroup()\" needs the target scope managementGroup, not "
              + scope.kind().word());
    }
    Optional<Value> name =
        args.count() == 1 ? Optional.of(args.values().get(0)) : scope.managementGroup();
    if (name.isEmpty() || name.get() instanceof Value.Expression) {
      return whole(args);
    }
    String type = "Microsoft.Management/managementGroups";
    Value id =
        Functions.call("tenantResourceId", List.of(text(type, args), name.get()), args.site());
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("name", name.get());
    members.put("type", text("/providers/" + type, args));
    members.put("properties", unknown("properties", args));
    return args.result(members);
  }

  private Value environmentVariable(Args args) {
    String value = context().environment().get(args.text(0));
    if (value != null) {
      return args.result(value);
    } else if (args.has(1)) {
      return args.known(1);
    }
    throw new Fault(
        "BCP427", args.site(), "the environment variable \"" + args.text(0) + "\" is not set");
  }
}
