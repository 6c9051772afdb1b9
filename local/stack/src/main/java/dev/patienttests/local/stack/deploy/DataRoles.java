package dev.patienttests.local.stack.deploy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What roles of the deployment's own allow on a single key or blob container. The stack knows what
 * each action means; a built-in role there, or an action that it does not know, is refused.
 */
final class DataRoles {
  private static final String ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
  private static final String DEFINITIONS = "Microsoft.Authorization/roleDefinitions";
  private static final String KEYS = "Microsoft.KeyVault/vaults/keys/";
  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  /** Data actions of the Azure documentation, permissions for security and for storage. */
  private static final Set<String> KNOWN =
      Set.of(
          KEYS + "read",
          KEYS + "sign/action",
          KEYS + "verify/action",
          BLOBS + "read",
          BLOBS + "add/action",
          BLOBS + "write",
          BLOBS + "delete");

  private final DeployedResources resources;

  DataRoles(DeployedResources resources) {
    this.resources = resources;
  }

  /**
   * What one principal may do with one resource.
   *
   * @param actions data actions, as Azure names them
   */
  record Grant(String principalId, Set<String> actions) {}

  /** The grants that are made on exactly this resource. */
  List<Grant> on(DeployedResource resource) {
    List<Grant> grants = new ArrayList<>();
    for (DeployedResource assignment : resources.ofType(ASSIGNMENTS)) {
      if (scopeOf(assignment).equalsIgnoreCase(resource.id())) {
        grants.add(new Grant(assignment.text("/properties/principalId"), actions(assignment)));
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

  private Set<String> actions(DeployedResource assignment) {
    String id = assignment.text("/properties/roleDefinitionId");
    DeployedResource role =
        resources.ofType(DEFINITIONS).stream()
            .filter(definition -> definition.id().equalsIgnoreCase(id))
            .findFirst()
            .orElseThrow(
                () ->
                    assignment.error(
                        "/properties/roleDefinitionId",
                        "must be a role that this deployment defines"));
    Set<String> actions = new LinkedHashSet<>();
    for (int i = 0; i < role.items("/properties/permissions").size(); i++) {
      String pointer = "/properties/permissions/" + i + "/dataActions";
      for (String action : role.texts(pointer)) {
        if (!KNOWN.contains(action)) {
          throw role.error(pointer, "has " + action + ", which the local stack does not know");
        }
        actions.add(action);
      }
    }
    return actions;
  }
}
