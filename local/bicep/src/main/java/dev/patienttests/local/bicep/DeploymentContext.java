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
    return new DeploymentContext(root, none, none, none, none, none, Optional.empty(), Map.of());
  }

  /** The same with a tenant. */
  public DeploymentContext withTenant(String id) {
    return new DeploymentContext(
        root,
        Optional.of(id),
        subscriptionId,
        resourceGroup,
        location,
        deploymentName,
        now,
        environment);
  }

  /** The same with a subscription. */
  public DeploymentContext withSubscription(String id) {
    return new DeploymentContext(
        root, tenantId, Optional.of(id), resourceGroup, location, deploymentName, now, environment);
  }

  /** The same with a resource group. */
  public DeploymentContext withResourceGroup(String name) {
    return new DeploymentContext(
        root,
        tenantId,
        subscriptionId,
        Optional.of(name),
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
        location,
        deploymentName,
        Optional.of(instant),
        environment);
  }

  /** The same with other environment variables. */
  public DeploymentContext withEnvironment(Map<String, String> variables) {
    return new DeploymentContext(
        root, tenantId, subscriptionId, resourceGroup, location, deploymentName, now, variables);
  }
}
