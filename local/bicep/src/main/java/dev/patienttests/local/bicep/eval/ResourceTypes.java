package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.Optional;

/** The types of a file's resources, as they are written: there is no library of types. */
final class ResourceTypes {
  private static final String GRAPH = "Microsoft.Graph/";

  private final FileModel file;

  ResourceTypes(FileModel file) {
    this.file = file;
  }

  /** Whether the resource belongs to an extension, and is no resource of Azure. */
  boolean isExtension(Instance instance) {
    return instance.owner().isPresent()
        ? isExtension(instance.owner().get())
        : isExtension(instance.declaration().type());
  }

  /** The same of a resource that is not nested, by its type. */
  boolean isExtension(String type) {
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
    String type = instance.declaration().type();
    int at = type.indexOf('@');
    boolean nested = instance.owner().isPresent();
    mistake(instance.declaration(), nested)
        .ifPresent(
            fault -> {
              throw fault;
            });
    if (nested) {
      String[] parent = typeAndVersion(instance.owner().get());
      String own = at < 0 ? type : type.substring(0, at);
      String version = at < 0 ? parent[1] : type.substring(at + 1);
      return new String[] {parent[0] + "/" + own, version};
    }
    return at < 0
        ? new String[] {type, ""}
        : new String[] {type.substring(0, at), type.substring(at + 1)};
  }

  /** What is wrong with the type of a declaration as it is written. */
  Optional<Fault> mistake(Statement.ResourceDeclaration declaration, boolean nested) {
    Origin site = file.origin(declaration.typeAt());
    String type = declaration.type();
    if (nested) {
      return type.matches("[A-Za-z0-9._-]+(@[A-Za-z0-9.-]+)?")
          ? Optional.empty()
          : Optional.of(
              new Fault(
                  "BCP156", site, "a nested resource has one part of a type, as type@version"));
    } else if (isExtension(type)) {
      return extensionMistake(type, site);
    }
    return type.matches("[A-Za-z0-9.]+(/[A-Za-z0-9._-]+)+@[A-Za-z0-9.-]+")
        ? Optional.empty()
        : Optional.of(
            new Fault("BCP029", site, "a resource type is written as namespace/type@version"));
  }

  private Optional<Fault> extensionMistake(String type, Origin site) {
    boolean graph =
        file.extensions().values().stream()
            .anyMatch(extension -> extension.name().startsWith("microsoftGraph"));
    if (type.startsWith(GRAPH) && !graph && file.extensions().isEmpty()) {
      return Optional.of(
          new Fault("BCP407", site, "Microsoft Graph needs \"extension microsoftGraphV1\""));
    }
    return type.matches("([A-Za-z0-9_]+:)?[A-Za-z0-9./_-]+(@[A-Za-z0-9.-]+)?")
        ? Optional.empty()
        : Optional.of(new Fault("BCP029", site, "a resource type is written as type@version"));
  }

  /** The full type without version. */
  String type(Instance instance) {
    return typeAndVersion(instance)[0];
  }

  String apiVersion(Instance instance) {
    return typeAndVersion(instance)[1];
  }
}
