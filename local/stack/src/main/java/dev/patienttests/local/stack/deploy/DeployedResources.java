package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.bicep.Resolution;
import dev.patienttests.local.stack.project.UserError;
import java.util.List;
import java.util.stream.Stream;

/** The resources of a deployment, found by type, parent or id. */
public final class DeployedResources {
  private final List<DeployedResource> resources;

  private DeployedResources(List<DeployedResource> resources) {
    this.resources = resources;
  }

  /** The resources of one deployment, or of several that go together. */
  static DeployedResources of(Resolution... resolutions) {
    return new DeployedResources(
        Stream.of(resolutions)
            .flatMap(resolution -> resolution.resources().stream())
            .map(DeployedResource::new)
            .toList());
  }

  /** All of them, in order of deployment. */
  public List<DeployedResource> all() {
    return resources;
  }

  /** Those of a type. */
  public List<DeployedResource> ofType(String type) {
    return resources.stream().filter(r -> r.isOf(type)).toList();
  }

  /** The one of a type. */
  public DeployedResource only(String type) {
    List<DeployedResource> found = ofType(type);
    if (found.size() != 1) {
      throw new UserError(
          "the deployment must have one %s and has %d".formatted(type, found.size()));
    }
    return found.get(0);
  }

  /** The children of a resource that are of a type. */
  public Stream<DeployedResource> children(DeployedResource parent, String type) {
    return ofType(type).stream().filter(r -> r.isChildOf(parent.id()));
  }
}
