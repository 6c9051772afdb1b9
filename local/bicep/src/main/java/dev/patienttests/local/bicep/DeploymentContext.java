package dev.patienttests.local.bicep;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a deployment before it starts. What is absent stays a symbolic expression, as in
 * {@code bicep snapshot} without the matching option.
 *
 * @param root the folder that no file access may leave
 * @param tenantId tenant of the deployment
 * @param subscriptionId subscription of the deployment
 * @param resourceGroup resource group, for files with that target scope
 * @param managementGroupId management group, for files with that target scope
 * @param location location of the resource group, or of the deployment at a wider scope
 * @param deploymentName name of the deployment
 * @param now value of {@code utcNow()} in parameter defaults
 * @param environment what {@code readEnvironmentVariable} may read
 */
public record DeploymentContext(
    Path root,
    Optional<String> tenantId,
    Optional<String> subscriptionId,
    Optional<String> resourceGroup,
    Optional<String> managementGroupId,
    Optional<String> location,
    Optional<String> deploymentName,
    Optional<Instant> now,
    Map<String, String> environment) {

  /** Keeps its own copy of the environment. */
  public DeploymentContext {
    environment = Map.copyOf(environment);
  }

  /** A context that knows the root folder alone. */
  public static DeploymentContext of(Path root) {
    Optional<String> none = Optional.empty();
    return new DeploymentContext(
        root, none, none, none, none, none, none, Optional.empty(), Map.of());
  }

  /** The same with a tenant. */
  public DeploymentContext withTenant(String id) {
    return new DeploymentContext(
        root,
        Optional.of(id),
        subscriptionId,
        resourceGroup,
        managementGroupId,
        location,
        deploymentName,
        now,
        environment);
  }

  /** The same with a subscription. */
  public DeploymentContext withSubscription(String id) {
    return new DeploymentContext(
        root,
        tenantId,
        Optional.of(id),
        resourceGroup,
        managementGroupId,
        location,
        deploymentName,
        now,
        environment);
  }

  /** The same with a resource group. */
  public DeploymentContext withResourceGroup(String name) {
    return new DeploymentContext(
        root,
        tenantId,
        subscriptionId,
        Optional.of(name),
        managementGroupId,
        location,
        deploymentName,
        now,
        environment);
  }

  /** The same with a management group. */
  public DeploymentContext withManagementGroup(String id) {
    return new DeploymentContext(
        root,
        tenantId,
        subscriptionId,
        resourceGroup,
        Optional.of(id),
        location,
        deploymentName,
        now,
        environment);
  }

  /** The same with a location. */
  public DeploymentContext withLocation(String name) {
    return new DeploymentContext(
        root,
        tenantId,
        subscriptionId,
        resourceGroup,
        managementGroupId,
        Optional.of(name),
        deploymentName,
        now,
        environment);
  }

  /** The same with a deployment name. */
  public DeploymentContext withDeploymentName(String name) {
    return new DeploymentContext(
        root,
        tenantId,
        subscriptionId,
        resourceGroup,
        managementGroupId,
        location,
        Optional.of(name),
        now,
        environment);
  }

  /** The same with a clock value. */
  public DeploymentContext withNow(Instant instant) {
    return new DeploymentContext(
        root,
        tenantId,
        subscriptionId,
        resourceGroup,
        managementGroupId,
        location,
        deploymentName,
        Optional.of(instant),
        environment);
  }

  /** The same with other environment variables. */
  public DeploymentContext withEnvironment(Map<String, String> variables) {
    return new DeploymentContext(
        root,
        tenantId,
        subscriptionId,
        resourceGroup,
        managementGroupId,
        location,
        deploymentName,
        now,
        variables);
  }
}
