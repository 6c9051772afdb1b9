package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.UnavailableException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"));
  private static final KeyPair PAIR = pair();

  private final MemoryAuditRecords records = new MemoryAuditRecords();
  private final MemorySeals seals = new MemorySeals();
  private final AuditService audit = new AuditService(records, CLOCK);
  private String version = "https://kv/keys/audit-seal/v1";
  private int signatures;
  private final Sealer sealer = sealer(records, seals);

  private Sealer sealer(AuditRecords trail, Seals kept) {
    return new Sealer(trail, kept, this::sign, CLOCK);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the vault does: over a digest, with the version that is current. */
  private SealKey.Signature sign(byte[] digest) {
    signatures++;
    try {
      Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
      signature.initSign(PAIR.getPrivate());
      signature.update(digest);
      return new SealKey.Signature(
          version, Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void record(String chain, int n) {
    audit.record(Events.event(chain, n), Events.PATIENT_API);
  }

  private ObjectNode contentOf(int number) {
    return (ObjectNode) seals.seal(number);
  }

  @Test
  void sealsTheTipsOfAllChainsThatHaveARecord() {
    record("07", 1);
    record("07", 2);
    record("63", 1);
    assertThat(sealer.seal()).isEqualTo(1);

    JsonNode seal = seals.seal(1);
    assertThat(seal.path("sealNumber").asLong()).isEqualTo(1);
    assertThat(seal.path("sealedAt").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(seal.path("previousSeal").asText()).isEqualTo("0".repeat(64));
    assertThat(seal.path("keyId").asText()).isEqualTo(version);
    assertThat(seal.path("tips").findValuesAsText("chain")).containsExactly("07", "63");
    assertThat(seal.path("tips").findValuesAsText("number")).containsExactly("2", "1");
    assertThat(seal.path("tips").get(0).path("hash").asText())
        .isEqualTo(records.last("07").orElseThrow().tip().hash());
  }

  @Test
  void signsTheCanonicalSeal() throws Exception {
    record("07", 1);
    sealer.seal();
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(PAIR.getPublic());
    verifier.update(CanonicalJson.bytes(contentOf(1)));
    String signature = seals.documents.get(0).path("signature").asText();

    assertThat(Base64.getUrlDecoder().decode(signature)).hasSize(64);
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(signature))).isTrue();
  }

  @Test
  void linksEachSealToTheOneBefore() {
    sealer.seal();
    sealer.seal();
    assertThat(seals.seal(2).path("previousSeal").asText())
        .isEqualTo(CanonicalJson.hash(contentOf(1)));
  }

  @Test
  void goesOnWhereAnotherProcessHasSealed() {
    sealer.seal();
    sealer(records, seals).seal();
    assertThat(sealer.seal()).isEqualTo(3);
    assertThat(seals.seal(3).path("previousSeal").asText())
        .isEqualTo(CanonicalJson.hash(contentOf(2)));
  }

  @Test
  void takesTheNextNumberWhenAnotherProcessIsFaster() {
    Seals contended =
        new Seals() {
          private boolean first = true;

          @Override
          public Optional<Seal> find(long number) {
            return seals.find(number);
          }

          @Override
          public boolean add(long number, ObjectNode signed) {
            if (first) {
              first = false;
              sealer.seal();
            }
            return seals.add(number, signed);
          }
        };
    assertThat(sealer(records, contended).seal()).isEqualTo(2);
    assertThat(seals.seal(2).path("previousSeal").asText())
        .isEqualTo(CanonicalJson.hash(contentOf(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 100, 1000})
  void findsTheLastSealAfterARestartWithFewQuestions(int there) {
    for (int i = 0; i < there; i++) {
      seals.documents.add(
          Seal.after(seals.find(i), CLOCK.instant(), List.of(), version).signed("x"));
    }
    seals.questions = 0;
    assertThat(sealer.seal()).isEqualTo(there + 1);
    assertThat(seals.questions).isLessThanOrEqualTo(2 * 11);

    seals.questions = 0;
    sealer.seal();
    assertThat(seals.questions).isEqualTo(1);
  }

  @Test
  void neverLetsAChainLookShorterThanItWasSealed() {
    record("07", 1);
    record("07", 2);
    sealer.seal();
    records.tamper(all -> all.remove("07-0000000002"));
    sealer.seal();

    assertThat(seals.seal(2).path("tips")).isEqualTo(seals.seal(1).path("tips"));
  }

  @Test
  void namesTheVersionOfTheKeyThatSigned() {
    sealer.seal();
    assertThat(signatures).isEqualTo(2); // the first tells the version
    sealer.seal();
    assertThat(signatures).isEqualTo(3);

    version = "https://kv/keys/audit-seal/v2";
    sealer.seal();
    assertThat(seals.seal(3).path("keyId").asText()).isEqualTo(version);
  }

  @Test
  void sealsNothingWithoutTheRecords() {
    records.goAway();
    assertThatThrownBy(sealer::seal).isInstanceOf(UnavailableException.class);
    assertThat(seals.documents).isEmpty();
  }
}
