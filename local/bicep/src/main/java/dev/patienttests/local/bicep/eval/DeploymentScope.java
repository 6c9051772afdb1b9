package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a file is deployed to.
 *
 * @param kind its kind
 * @param subscriptionId the subscription, if known
 * @param resourceGroup name of the resource group, if known
 * @param managementGroup name of the management group, if known
 * @param location location of the resource group, or of the deployment at a wider scope, if known
 */
record DeploymentScope(
    Kind kind,
    Optional<Value> subscriptionId,
    Optional<Value> resourceGroup,
    Optional<Value> managementGroup,
    Optional<Value> location) {
  private static final Optional<Value> NONE = Optional.empty();

  /** Kinds of scopes. */
  enum Kind {
    TENANT("tenant"),
    MANAGEMENT_GROUP("managementGroup"),
    SUBSCRIPTION("subscription"),
    RESOURCE_GROUP("resourceGroup");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Optional<Kind> of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  DeploymentScope tenant() {
    return new DeploymentScope(Kind.TENANT, NONE, NONE, NONE, location);
  }

  DeploymentScope subscription(Optional<Value> id) {
    return new DeploymentScope(Kind.SUBSCRIPTION, id, NONE, NONE, location);
  }

  DeploymentScope group(Optional<Value> subscription, Value name, Optional<Value> place) {
    return new DeploymentScope(Kind.RESOURCE_GROUP, subscription, Optional.of(name), NONE, place);
  }

  DeploymentScope managementGroup(Optional<Value> name) {
    return new DeploymentScope(Kind.MANAGEMENT_GROUP, NONE, NONE, name, location);
  }

  /** The name of the management group, as an expression if it is not known. */
  private Value management(Origin site) {
    return managementGroup.orElseGet(() -> property("managementGroup", "name", site));
  }

  /** The subscription, as an expression if it is not known. */
  Value subscription(Origin site) {
    return subscriptionId.orElseGet(() -> property("subscription", "subscriptionId", site));
  }

  /** The name of the resource group, as an expression if it is not known. */
  Value group(Origin site) {
    return resourceGroup.orElseGet(() -> property("resourceGroup", "name", site));
  }

  static Value property(String function, String name, Origin site) {
    Value.Mark mark = Value.Mark.at(site);
    Value call = new Value.Call(function, List.of(), mark);
    return new Value.Access(call, new Value.Str(name, mark), false, mark);
  }

  /** The id of a resource of this scope. */
  Value id(String type, List<Value> names, Origin site) {
    Value.Mark mark = Value.Mark.at(site);
    if (type.equalsIgnoreCase("Microsoft.Resources/resourceGroups")) {
      Value format = new Value.Str("/subscriptions/{0}/resourceGroups/{1}", mark);
      return Functions.call("format", List.of(format, subscription(site), names.get(0)), site);
    }
    List<Value> arguments = new java.util.ArrayList<>();
    String function =
        Map.of(
                Kind.TENANT, "tenantResourceId",
                Kind.MANAGEMENT_GROUP, "managementGroupResourceId",
                Kind.SUBSCRIPTION, "subscriptionResourceId",
                Kind.RESOURCE_GROUP, "resourceId")
            .get(kind);
    if (kind == Kind.SUBSCRIPTION || kind == Kind.RESOURCE_GROUP) {
      arguments.add(subscription(site));
    }
    if (kind == Kind.RESOURCE_GROUP) {
      arguments.add(group(site));
    }
    if (kind == Kind.MANAGEMENT_GROUP) {
      arguments.add(management(site));
    }
    arguments.add(new Value.Str(type, mark));
    arguments.addAll(names);
    return Functions.call(function, arguments, site);
  }
}
