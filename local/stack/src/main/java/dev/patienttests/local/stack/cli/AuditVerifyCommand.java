package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.audit.AuditVerifier;
import dev.patienttests.local.audit.PublicKeys;
import dev.patienttests.local.audit.Seal;
import dev.patienttests.local.audit.Verdict;
import dev.patienttests.local.stack.audit.Auditor;
import dev.patienttests.local.stack.audit.TrailExport;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks that nothing was changed, removed or slipped in. */
@Command(
    name = "verify",
    description = {
      "Checks the audit trail of the running stack as the auditor, or one from outside.",
      "Exit code 1 and the first bad record or seal when something is wrong."
    })
public final class AuditVerifyCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "an export instead of the running stack's trail; needs --public-key")
  private Optional<Path> export = Optional.empty();

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = {
        "a public key of the seals, PEM or JSON Web Key, instead of those in the vault;",
        "may be given more than once"
      })
  private List<Path> publicKeys = new ArrayList<>();

  @Option(
      names = "--seal",
      paramLabel = "FILE",
      description = "a seal that was kept elsewhere: what it covers must be there")
  private Optional<Path> seal = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Optional<Seal> outside = Optional.empty();
    if (seal.isPresent()) {
      outside = Optional.of(read(seal.get(), Seal::read));
    }
    Verdict verdict = export.isPresent() ? file(export.get(), outside) : running(outside);
    if (verdict instanceof Verdict.Broken broken) {
      System.out.println("broken: " + broken.position() + ": " + broken.reason());
      return 1;
    }
    Verdict.Intact intact = (Verdict.Intact) verdict;
    if (intact.records() == 0) {
      System.out.println("broken: there is no record at all");
      return 1;
    }
    System.out.printf(
        "intact: %d records, %d of them not sealed yet%n",
        intact.records(), intact.unsealedRecords());
    intact
        .lastSeal()
        .ifPresent(
            last ->
                System.out.printf(
                    "newest seal, to be kept elsewhere and given to the next check by --seal:%n%s%n",
                    last.toJson()));
    if (seal.isEmpty()) {
      System.err.println(
          "without --seal, a seal that was kept elsewhere, nobody can tell whether the last records"
              + " and their seals were cut off");
    }
    return 0;
  }

  private Verdict file(Path file, Optional<Seal> outside) throws IOException {
    if (publicKeys.isEmpty()) {
      throw new UserError("--export needs --public-key: a key from the export proves nothing");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UserError("cannot read " + file);
    }
    return new AuditVerifier(given()).verify(file, outside);
  }

  private static <T> T read(Path file, Function<String, T> reader) {
    try {
      return reader.apply(Files.readString(file));
    } catch (IOException e) {
      throw new UserError("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }

  private Verdict running(Optional<Seal> outside) throws IOException {
    Auditor auditor = new Auditor(variant.running().auditor());
    List<String> lines = new ArrayList<>();
    List<ObjectNode> seals = TrailExport.of(auditor, lines::add);
    List<PublicKey> trusted = publicKeys.isEmpty() ? inVault(auditor, seals) : given();
    return new AuditVerifier(trusted).verify(lines::stream, outside);
  }

  private List<PublicKey> given() {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : publicKeys) {
      keys.add(read(file, PublicKeys::read));
    }
    return keys;
  }

  /** Every version that signed a seal; the vault alone says what its key is. */
  private static List<PublicKey> inVault(Auditor auditor, List<ObjectNode> seals) {
    return seals.stream()
        .map(signed -> signed.path("seal").path("keyId").asText())
        .distinct()
        .map(auditor::publicKey)
        .map(PublicKeys::read)
        .toList();
  }
}
