package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks seals, one after the other: signature, numbering, links, and that no chain shrinks. */
final class SealChain {
  private static final Pattern CHAIN = Pattern.compile("[0-9]{2}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final List<PublicKey> trusted;
  private final List<String> hashes = new ArrayList<>();
  private final SealedTips tips = new SealedTips();
  private Map<String, SealedTip> current = new HashMap<>();
  private Optional<Seal> last = Optional.empty();

  SealChain(List<PublicKey> trusted) {
    this.trusted = trusted;
  }

  SealedTips tips() {
    return tips;
  }

  /** The newest seal, which covers most. */
  Optional<Seal> last() {
    return last;
  }

  /**
   * Checks the next seal of the export.
   *
   * @throws BrokenTrailException when it is bad
   */
  void accept(Seal seal) {
    long expected = hashes.size() + 1L;
    if (seal.number() > expected) {
      throw new BrokenTrailException("seal " + expected, "is missing");
    }
    require(seal, seal.number() == expected, "is there again, or out of order");
    require(seal, isSigned(seal), "is not signed with a trusted key");
    String before = hashes.isEmpty() ? Hashes.NONE : hashes.get(hashes.size() - 1);
    require(
        seal,
        seal.content().path("previousSeal").asText().equals(before),
        "does not follow the seal before it");
    acceptTips(seal);
    hashes.add(seal.hash());
    last = Optional.of(seal);
  }

  /**
   * Checks a seal that was kept elsewhere: it is one of those in the export, or the next.
   *
   * @throws BrokenTrailException when it is neither
   */
  void acceptFromOutside(Seal seal) {
    if (seal.number() < 1 || seal.number() > hashes.size()) {
      accept(seal);
      return;
    }
    require(
        seal,
        isSigned(seal) && seal.hash().equals(hashes.get((int) seal.number() - 1)),
        "is not the one that was kept outside");
  }

  private void acceptTips(Seal seal) {
    Map<String, SealedTip> next = new HashMap<>();
    for (JsonNode tip : seal.content().path("tips")) {
      String chain = tip.path("chain").asText();
      SealedTip sealed =
          new SealedTip(seal.number(), tip.path("number").asLong(), tip.path("hash").asText());
      require(seal, isTip(chain, sealed), "holds a tip that is none");
      require(seal, next.put(chain, sealed) == null, "names a chain twice");
      tips.add(chain, sealed);
    }
    current.forEach((chain, before) -> requireGrowth(seal, before, next.get(chain)));
    current = next;
  }

  private static void requireGrowth(Seal seal, SealedTip before, SealedTip now) {
    require(
        seal,
        now != null && now.number() >= before.number(),
        "lets a chain shrink that a seal before it covers");
    require(
        seal,
        now.number() > before.number() || now.hash().equals(before.hash()),
        "names another record than the seal before it");
  }

  private static boolean isTip(String chain, SealedTip tip) {
    return CHAIN.matcher(chain).matches() && tip.number() > 0 && HASH.matcher(tip.hash()).matches();
  }

  private boolean isSigned(Seal seal) {
    return trusted.stream().anyMatch(key -> isSigned(seal, key));
  }

  /** ES256: the signature is r and s, 32 bytes each (RFC 7518, 3.4). */
  private static boolean isSigned(Seal seal, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(CanonicalJson.bytes(seal.content()));
      return verifier.verify(seal.signatureBytes());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(Seal seal, boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenTrailException(seal.position(), otherwise);
    }
  }
}
