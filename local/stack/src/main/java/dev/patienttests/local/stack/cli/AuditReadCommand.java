package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.audit.Auditor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what happened to one patient's data. */
@Command(
    name = "read",
    description = "Prints the records of a patient as the auditor, one JSON object on each line.")
public final class AuditReadCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Option(names = "--patient", required = true, paramLabel = "ID", description = "the patient's id")
  private String patient;

  @Option(names = "--from", paramLabel = "TIME", description = "RFC 3339, inclusive")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "RFC 3339, exclusive")
  private Optional<String> to = Optional.empty();

  @Override
  public Integer call() {
    Map<String, String> interval = new LinkedHashMap<>();
    from.ifPresent(time -> interval.put("from", time));
    to.ifPresent(time -> interval.put("to", time));
    new Auditor(variant.running().auditor()).patient(patient, interval, System.out::println);
    return 0;
  }
}
