package dev.patienttests.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What is signed about the audit: how far each chain reached at a time, and the hash of the seal
 * before.
 */
final class Seal {
  private final ObjectNode content;

  private Seal(ObjectNode content) {
    this.content = content;
  }

  /**
   * The seal that follows another one.
   *
   * @param last the one before; absent for the first
   * @param tips the last record of each chain that has one
   * @param keyId identifier of the key that signs it, with its version
   */
  static Seal after(Optional<Seal> last, Instant sealedAt, List<ChainTip> tips, String keyId) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("sealNumber", last.map(Seal::number).orElse(0L) + 1);
    content.put("sealedAt", Timestamps.write(sealedAt));
    content.put("previousSeal", last.map(Seal::hash).orElse(Chains.NO_HASH));
    ArrayNode list = content.putArray("tips");
    tips.forEach(
        tip ->
            list.addObject()
                .put("chain", tip.chain())
                .put("number", tip.number())
                .put("hash", tip.hash()));
    content.put("keyId", keyId);
    return new Seal(content);
  }

  /**
   * Reads what {@link #signed} wrote. Its signature is not looked at: whoever verifies does that.
   *
   * @throws IllegalArgumentException when it is no seal of that number
   */
  static Seal read(JsonNode document, long number) {
    if (!(document.path("seal") instanceof ObjectNode content)
        || content.path("sealNumber").asLong() != number) {
      throw new IllegalArgumentException("Not the seal of this number.");
    }
    return new Seal(content.deepCopy());
  }

  /** The same, to be signed by another key or version of it. */
  Seal withKey(String keyId) {
    return new Seal(content.deepCopy().put("keyId", keyId));
  }

  long number() {
    return content.path("sealNumber").asLong();
  }

  String keyId() {
    return content.path("keyId").asText();
  }

  /** The record that a chain ended with; absent for a chain that had none. */
  Optional<ChainTip> tip(String chain) {
    return StreamSupport.stream(content.path("tips").spliterator(), false)
        .filter(tip -> tip.path("chain").asText().equals(chain))
        .map(tip -> new ChainTip(chain, tip.path("number").asLong(), tip.path("hash").asText()))
        .findFirst();
  }

  /** SHA-256 of its canonical form: what is signed. */
  byte[] digest() {
    return CanonicalJson.digest(content);
  }

  /** The same as 64 hexadecimal digits: what the next seal holds. */
  String hash() {
    return CanonicalJson.hash(content);
  }

  /**
   * What is stored: the seal and its signature.
   *
   * @param signature base64url without padding
   */
  ObjectNode signed(String signature) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("seal", content.deepCopy());
    return document.put("signature", signature);
  }
}
