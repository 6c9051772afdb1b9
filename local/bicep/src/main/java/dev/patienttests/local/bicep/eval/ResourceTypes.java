package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Fault;

/** The types of a file's resources, as they are written: there is no library of types. */
final class ResourceTypes {
  private static final String GRAPH = "Microsoft.Graph/";

  private final FileModel file;

  ResourceTypes(FileModel file) {
    this.file = file;
  }

  /** Whether the resource belongs to an extension, and is no resource of Azure. */
  boolean isExtension(Instance instance) {
    if (instance.owner().isPresent()) {
      return isExtension(instance.owner().get());
    }
    String type = instance.declaration().type();
    if (type.startsWith(GRAPH)) {
      return true;
    }
    // Without the types of an extension, its resources are told apart by their names' form.
    boolean others =
        file.extensions().values().stream()
            .anyMatch(extension -> !extension.name().startsWith("microsoftGraph"));
    return others && !type.startsWith("Microsoft.") && !type.startsWith("az:");
  }

  private String[] typeAndVersion(Instance instance) {
    Origin site = file.origin(instance.declaration().typeAt());
    String type = instance.declaration().type();
    int at = type.indexOf('@');
    if (instance.owner().isPresent()) {
      String[] parent = typeAndVersion(instance.owner().get());
      String own = at < 0 ? type : type.substring(0, at);
      String version = at < 0 ? parent[1] : type.substring(at + 1);
      return new String[] {parent[0] + "/" + own, version};
    }
    if (isExtension(instance)) {
      return extensionType(type, site);
    }
    if (!type.matches("[A-Za-z0-9.]+(/[A-Za-z0-9._-]+)+@[A-Za-z0-9.-]+")) {
      throw new Fault("BCP029", site, "a resource type is written as namespace/type@version");
    }
    return new String[] {type.substring(0, at), type.substring(at + 1)};
  }

  private String[] extensionType(String type, Origin site) {
    boolean graph =
        file.extensions().values().stream()
            .anyMatch(extension -> extension.name().startsWith("microsoftGraph"));
    if (type.startsWith(GRAPH) && !graph && file.extensions().isEmpty()) {
      throw new Fault("BCP407", site, "Microsoft Graph needs \"extension microsoftGraphV1\"");
    }
    if (!type.matches("([A-Za-z0-9_]+:)?[A-Za-z0-9./_-]+(@[A-Za-z0-9.-]+)?")) {
      throw new Fault("BCP029", site, "a resource type is written as type@version");
    }
    int at = type.indexOf('@');
    return at < 0
        ? new String[] {type, ""}
        : new String[] {type.substring(0, at), type.substring(at + 1)};
  }

  /** The full type without version. */
  String type(Instance instance) {
    return typeAndVersion(instance)[0];
  }

  String apiVersion(Instance instance) {
    return typeAndVersion(instance)[1];
  }
}
