package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed statement of how far each chain reached at a time: {@code {"seal": {"sealNumber",
 * "sealedAt", "previousSeal", "tips", "keyId"}, "signature"}}.
 *
 * @param content what was signed
 * @param signature ES256 over the canonical content, base64url
 */
public record Seal(ObjectNode content, String signature) {
  /** Keeps a copy. */
  public Seal {
    content = content.deepCopy();
  }

  /**
   * Reads a seal as it is stored. It is not checked here.
   *
   * @throws IllegalArgumentException when the text is not one
   */
  public static Seal read(String json) {
    return Json.object(json)
        .flatMap(Seal::of)
        .orElseThrow(
            () -> new IllegalArgumentException("not a seal: an object of seal and signature"));
  }

  static Optional<Seal> of(ObjectNode line) {
    return line.size() == 2
            && line.path("seal").isObject()
            && line.path("seal").path("sealNumber").isIntegralNumber()
            && line.path("signature").isTextual()
        ? Optional.of(new Seal((ObjectNode) line.path("seal"), line.path("signature").textValue()))
        : Optional.empty();
  }

  /** Its place in the row of seals, from 1. */
  public long number() {
    return content.path("sealNumber").longValue();
  }

  /** The seal as it is stored, on one line. */
  public String toJson() {
    ObjectNode line = content.objectNode();
    line.set("seal", content);
    return line.put("signature", signature).toString();
  }

  String position() {
    return "seal " + number();
  }

  String hash() {
    return Hashes.hex(CanonicalJson.bytes(content));
  }

  /**
   * The signature's bytes.
   *
   * @throws IllegalArgumentException when it is not written in the one way that base64url has
   */
  byte[] signatureBytes() {
    byte[] bytes = Base64.getUrlDecoder().decode(signature);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature)) {
      throw new IllegalArgumentException("not base64url");
    }
    return bytes;
  }
}
