package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.bicep.Resource;
import dev.patienttests.local.bicep.Value;

/** The resources of an evaluation as a table: type, name, what the stack does with it. */
public final class InfraTable {
  private InfraTable() {}

  /** The table, a resource on each line. */
  public static String of(Evaluation evaluation) {
    ResourceSupport support = ResourceSupport.load();
    StringBuilder table = new StringBuilder();
    for (Resource resource : evaluation.resources()) {
      table.append(
          "%-62s %-44s %s%n"
              .formatted(resource.type(), name(resource), support.meaning(resource.type())));
    }
    return table.toString();
  }

  private static String name(Resource resource) {
    return resource.name() instanceof Value.Str known && !known.value().isEmpty()
        ? known.value()
        : resource.symbolicName();
  }
}
