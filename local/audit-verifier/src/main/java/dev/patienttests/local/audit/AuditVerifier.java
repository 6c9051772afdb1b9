package dev.patienttests.local.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks an export of an audit trail. The export is a text with one JSON object on each line: a
 * record as audit-api answers it, or a seal as it is stored. The records of a chain stand in the
 * order of their numbers, and so do the seals; else the order is free.
 */
public final class AuditVerifier {
  private final List<PublicKey> trusted;

  /**
   * A verifier that trusts these keys.
   *
   * @param trusted the public keys that seals may be signed with: that of each version of the key
   *     that was in use, got from elsewhere than the export
   */
  public AuditVerifier(List<PublicKey> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Checks an export that is a file.
   *
   * @param lastSealFromOutside the newest seal that somebody kept away from the trail: what it
   *     covers must be there
   * @throws UncheckedIOException when the file cannot be read
   */
  public Verdict verify(Path export, Optional<Seal> lastSealFromOutside) {
    return verify(() -> lines(export), lastSealFromOutside);
  }

  /**
   * Checks an export.
   *
   * @param export gives its lines, more than once
   * @param lastSealFromOutside as above
   */
  public Verdict verify(Supplier<Stream<String>> export, Optional<Seal> lastSealFromOutside) {
    try {
      SealChain seals = new SealChain(trusted);
      try (Stream<String> lines = export.get()) {
        Export.read(lines, seals::accept, record -> {});
      }
      lastSealFromOutside.ifPresent(seals::acceptFromOutside);
      RecordChains chains = new RecordChains(seals.tips());
      try (Stream<String> lines = export.get()) {
        Export.read(lines, seal -> {}, chains::accept);
      }
      return chains.finish(seals.last());
    } catch (BrokenTrailException e) {
      return e.verdict();
    }
  }

  /** The lines of a file, which is closed with the stream. */
  private static Stream<String> lines(Path export) {
    try {
      BufferedReader reader = Files.newBufferedReader(export);
      return reader.lines().onClose(() -> close(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
