package dev.patienttests.patient;

import dev.patienttests.http.FieldError;
import dev.patienttests.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens by which a client asks for the next page: where it begins, and until when. They are
 * encrypted (AES-256-GCM) and bound to one request of one caller, as additional authenticated data:
 * with any other request a token does not open.
 */
final class Continuations {
  /** The header that carries a token, both ways. */
  static final String HEADER = "x-continuation";

  static final Duration GOOD_FOR = Duration.ofMinutes(15);

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LONGEST = 512;

  private final AppKey key;
  private final RandomGenerator random;
  private final InstantSource clock;

  /**
   * @param random gives nonces, so it must be a secure one
   */
  Continuations(AppKey key, RandomGenerator random, InstantSource clock) {
    this.key = key;
    this.random = random;
    this.clock = clock;
  }

  /**
   * The one request that a token is for.
   *
   * @param scope whose it is: see {@link RequestOrigin#scope}
   * @param content what it asks for, in one form only
   */
  record Request(Operation operation, String scope, List<String> content) {
    Request {
      content = List.copyOf(content);
    }

    /** All of it, each text preceded by its length. */
    private byte[] bytes() {
      StringBuilder text = new StringBuilder();
      append(text, operation.auditName());
      append(text, scope);
      content.forEach(part -> append(text, part));
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, String part) {
      text.append(part.length()).append(':').append(part);
    }

    /** Without what it asks for, which is personal. */
    @Override
    public String toString() {
      return "Request[" + operation + "]";
    }
  }

  /** A token for the page after that position. */
  String token(Request request, String position) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] text = position.getBytes(StandardCharsets.UTF_8);
    byte[] content =
        ByteBuffer.allocate(Long.BYTES + text.length)
            .putLong(clock.instant().plus(GOOD_FOR).toEpochMilli())
            .put(text)
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, request).doFinal(content);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + CIPHER + ".", e);
    }
  }

  /**
   * The position in a token.
   *
   * @throws ProblemException 400 when it is not one of ours, is for another request or another
   *     caller, or is too old
   */
  String position(Request request, String token) {
    ByteBuffer content = ByteBuffer.wrap(open(request, decode(token)));
    if (clock.instant().isAfter(Instant.ofEpochMilli(content.getLong()))) {
      throw refused();
    }
    return StandardCharsets.UTF_8.decode(content).toString();
  }

  private byte[] open(Request request, byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), request)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw refused();
    }
  }

  private static byte[] decode(String token) {
    if (token.length() > LONGEST) {
      throw refused();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(token);
      if (sealed.length >= NONCE_BYTES + Long.BYTES + TAG_BITS / Byte.SIZE) {
        return sealed;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same refusal.
    }
    throw refused();
  }

  private Cipher cipher(int mode, byte[] nonce, Request request) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        mode,
        new SecretKeySpec(key.hash("continuation"), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(request.bytes());
    return cipher;
  }

  private static ProblemException refused() {
    return ProblemException.invalid(
        List.of(
            new FieldError(
                HEADER, "must be that of the last answer to the same request, within 15 minutes")));
  }
}
