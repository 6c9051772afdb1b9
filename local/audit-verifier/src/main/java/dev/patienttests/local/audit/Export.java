package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the lines of an export in their order; blank ones are left out. */
final class Export {
  private Export() {}

  /**
   * Hands each line to one of two readers.
   *
   * @throws BrokenTrailException at the first line that is neither a record nor a seal
   */
  static void read(Stream<String> lines, Consumer<Seal> onSeal, Consumer<AuditedRecord> onRecord) {
    Iterator<String> texts = lines.iterator();
    for (long number = 1; texts.hasNext(); number++) {
      String text = texts.next();
      if (!text.isBlank()) {
        readLine("line " + number, text, onSeal, onRecord);
      }
    }
  }

  private static void readLine(
      String position, String text, Consumer<Seal> onSeal, Consumer<AuditedRecord> onRecord) {
    ObjectNode json =
        Json.object(text)
            .orElseThrow(
                () ->
                    new BrokenTrailException(
                        position, "is not one JSON object without repeated members"));
    Optional<Seal> seal = Seal.of(json);
    if (seal.isPresent()) {
      onSeal.accept(seal.get());
    } else {
      onRecord.accept(
          AuditedRecord.of(json)
              .orElseThrow(
                  () -> new BrokenTrailException(position, "is neither a record nor a seal")));
    }
  }
}
