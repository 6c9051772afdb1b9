package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.audit.FhirAuditEvents;
import dev.patienttests.local.stack.audit.Auditor;
import dev.patienttests.local.stack.audit.TrailExport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes out the whole trail. */
@Command(
    name = "export",
    description = {
      "Prints all records as the auditor, chain by chain, and then all seals:",
      "one JSON object on each line."
    })
public final class AuditExportCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Option(names = "--fhir", description = "records as FHIR R5 AuditEvents, without the seals")
  private boolean fhir;

  @Override
  public Integer call() {
    Auditor auditor = new Auditor(variant.running().auditor());
    if (fhir) {
      auditor.trail(record -> System.out.println(converted(record)));
    } else {
      TrailExport.of(auditor, System.out::println);
    }
    return 0;
  }

  private static ObjectNode converted(ObjectNode record) {
    return FhirAuditEvents.convert(record);
  }
}
