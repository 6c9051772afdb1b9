package dev.patienttests.local.platform;

import dev.patienttests.local.platform.PlatformConfig.AppRole;
import dev.patienttests.local.platform.PlatformConfig.Assignment;
import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import dev.patienttests.local.storage.BlobService;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The directory: who there is and what tokens can be asked for. */
final class Tenant {

  /** The audience of Key Vault. */
  static final String VAULT_RESOURCE = "https://vault.azure.net";

  /** The services of Microsoft's own that every identity gets tokens for. */
  static final Set<String> SERVICES = Set.of(VAULT_RESOURCE, BlobService.RESOURCE);

  private final String id;
  private final List<Identity> identities;
  private final List<Registration> registrations;

  Tenant(PlatformConfig config) {
    this.id = config.tenantId();
    this.identities = List.copyOf(config.identities());
    this.registrations = List.copyOf(config.registrations());
    for (Registration registration : registrations) {
      if (registration.tokenVersion() != 1 && registration.tokenVersion() != 2) {
        throw new IllegalArgumentException(
            "Registration "
                + registration.displayName()
                + ": access token version "
                + registration.tokenVersion()
                + " does not exist");
      }
    }
  }

  String id() {
    return id;
  }

  Optional<Identity> identityNamed(String name) {
    return identities.stream().filter(identity -> identity.name().equals(name)).findFirst();
  }

  Optional<Identity> identityByClientId(String clientId) {
    return identities.stream()
        .filter(identity -> identity.clientId().equalsIgnoreCase(clientId))
        .findFirst();
  }

  Optional<Registration> registrationByClientId(String clientId) {
    return registrations.stream()
        .filter(registration -> registration.clientId().equalsIgnoreCase(clientId))
        .findFirst();
  }

  /** The registrations that call others: whose service principals hold app roles. */
  List<Registration> clients() {
    return registrations.stream()
        .filter(
            client ->
                registrations.stream()
                    .anyMatch(resource -> isAssigned(resource, client.principalId())))
        .toList();
  }

  /** The registration that a resource names by client id or application ID URI. */
  Optional<Registration> registrationOf(String resource) {
    return registrationByClientId(resource)
        .or(
            () ->
                registrations.stream()
                    .filter(registration -> registration.identifierUris().contains(resource))
                    .findFirst());
  }

  /** The values of the app roles that a principal has on a registration. */
  static List<String> roles(Registration registration, String principalId) {
    return registration.appRoles().stream()
        .filter(role -> isAssigned(registration, principalId, role))
        .map(AppRole::value)
        .toList();
  }

  /** Whether a principal is assigned to a registration in any role. */
  static boolean isAssigned(Registration registration, String principalId) {
    return registration.assignments().stream()
        .anyMatch(assignment -> assignment.principalId().equalsIgnoreCase(principalId));
  }

  private static boolean isAssigned(Registration registration, String principalId, AppRole role) {
    for (Assignment assignment : registration.assignments()) {
      if (assignment.principalId().equalsIgnoreCase(principalId)
          && assignment.appRoleId().equalsIgnoreCase(role.id())) {
        return true;
      }
    }
    return false;
  }
}
