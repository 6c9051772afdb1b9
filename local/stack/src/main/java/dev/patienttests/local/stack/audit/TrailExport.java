package dev.patienttests.local.stack.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** The whole trail as text: its records chain by chain, then its seals. */
public final class TrailExport {
  private TrailExport() {}

  /**
   * Writes it line by line. The seals are read first: one that comes later could cover records that
   * the export does not have, and would make it look cut off.
   *
   * @return the seals
   */
  public static List<ObjectNode> of(Auditor auditor, Consumer<String> line) {
    List<ObjectNode> seals = auditor.seals();
    auditor.trail(record -> line.accept(record.toString()));
    seals.forEach(seal -> line.accept(seal.toString()));
    return seals;
  }
}
