package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.platform.PlatformConfig.KeyAction;
import dev.patienttests.local.storage.StorageConfig.BlobAction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What roles of the deployment's own allow on a single key or blob container. The stack knows what
 * each action means; a built-in role there, or an action that it does not know, is refused.
 */
final class DataRoles {
  private static final String ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
  private static final String DEFINITIONS = "Microsoft.Authorization/roleDefinitions";
  private static final String KEYS_PREFIX = "Microsoft.KeyVault/vaults/keys/";
  private static final String BLOBS_PREFIX =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  /** Data actions on keys (Azure documentation, Azure permissions for Security). */
  static final Map<String, KeyAction> KEYS =
      Map.of(KEYS_PREFIX + "read", KeyAction.READ, KEYS_PREFIX + "sign/action", KeyAction.SIGN);

  /** Data actions on blobs (Azure documentation, Azure permissions for Storage). */
  static final Map<String, BlobAction> BLOBS =
      Map.of(
          BLOBS_PREFIX + "read",
          BlobAction.READ,
          BLOBS_PREFIX + "add/action",
          BlobAction.ADD,
          BLOBS_PREFIX + "write",
          BlobAction.WRITE,
          BLOBS_PREFIX + "delete",
          BlobAction.DELETE);

  private static final Set<String> KNOWN =
      Stream.of(KEYS, BLOBS)
          .flatMap(known -> known.keySet().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final DeployedResources resources;

  DataRoles(DeployedResources resources) {
    this.resources = resources;
  }

  /** What one principal may do with one resource. */
  record Grant<A>(String principalId, Set<A> actions) {}

  /**
   * The grants that are made on exactly this resource.
   *
   * @param known the data actions that the stack acts out there, by the name that Azure gives them
   */
  <A> List<Grant<A>> on(DeployedResource resource, Map<String, A> known) {
    List<Grant<A>> grants = new ArrayList<>();
    for (DeployedResource assignment : resources.ofType(ASSIGNMENTS)) {
      if (scopeOf(assignment).equalsIgnoreCase(resource.id())) {
        Set<A> actions = actions(assignment, known);
        if (!actions.isEmpty()) {
          grants.add(new Grant<>(assignment.text("/properties/principalId"), actions));
        }
      }
    }
    return grants;
  }

  /** The resource that a role is assigned on. */
  static String scopeOf(DeployedResource assignment) {
    String marker = "/providers/" + ASSIGNMENTS + "/";
    String id = assignment.id();
    for (int i = id.length() - marker.length(); i > 0; i--) {
      if (id.regionMatches(true, i, marker, 0, marker.length())) {
        return id.substring(0, i);
      }
    }
    return "";
  }

  /** An action on another kind of resource has no effect on this one, as in Azure. */
  private <A> Set<A> actions(DeployedResource assignment, Map<String, A> known) {
    DeployedResource role = role(assignment);
    Set<A> actions = new LinkedHashSet<>();
    for (int i = 0; i < role.items("/properties/permissions").size(); i++) {
      String pointer = "/properties/permissions/" + i + "/dataActions";
      for (String action : role.texts(pointer)) {
        if (!KNOWN.contains(action)) {
          throw role.error(pointer, "has " + action + ", which the local stack does not know");
        }
        Optional.ofNullable(known.get(action)).ifPresent(actions::add);
      }
    }
    return actions;
  }

  private DeployedResource role(DeployedResource assignment) {
    String id = assignment.text("/properties/roleDefinitionId");
    return resources.ofType(DEFINITIONS).stream()
        .filter(definition -> definition.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                assignment.error(
                    "/properties/roleDefinitionId", "must be a role that this deployment defines"));
  }
}
