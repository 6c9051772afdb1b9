package dev.patienttests.local.cosmos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks that a request was signed with one of an account's two keys (Azure documentation, "Access
 * control on Cosmos DB resources"): HMAC-SHA256 over verb, resource type, resource and date.
 */
final class MasterKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "type=master&ver=1.0&sig=";
  private static final Duration LARGEST_SKEW = Duration.ofMinutes(15);

  private final List<Mac> keys;
  private final Clock clock;

  /** The last date that was read; a client writes the same one for a second. */
  private volatile SignedDate lastDate = new SignedDate("", Instant.EPOCH);

  private record SignedDate(String text, Instant time) {}

  /**
   * Takes the keys as Base64 text.
   *
   * @throws IllegalArgumentException when one is not Base64, without showing it
   */
  MasterKeys(String primary, String secondary, Clock clock) {
    this.keys = List.of(key(primary), key(secondary));
    this.clock = clock;
  }

  private static Mac key(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("An account key is not Base64 text", e);
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  /** Throws 401 or 403 unless the request is signed, now, with one of the keys. */
  void require(CosmosRequest request) {
    byte[] signature = signature(request);
    String date =
        request
            .header("x-ms-date")
            .orElseThrow(() -> CosmosException.unauthorized("The header x-ms-date is missing."));
    byte[] text = signedText(request, date).getBytes(StandardCharsets.UTF_8);
    if (!isSigned(text, signature)) {
      throw CosmosException.unauthorized(
          "The authorization was not made with a key of this account for this request.");
    }
    requireRecent(date);
  }

  private boolean isSigned(byte[] text, byte[] signature) {
    for (Mac key : keys) {
      if (MessageDigest.isEqual(hmac(key, text), signature)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] signature(CosmosRequest request) {
    Optional<String> header = request.header("authorization");
    if (header.isEmpty()) {
      throw CosmosException.unauthorized("The header authorization is missing.");
    }
    try {
      String token = URLDecoder.decode(header.get(), StandardCharsets.UTF_8);
      if (token.startsWith("type=aad")) {
        throw CosmosException.unauthorized("Microsoft Entra tokens are not served here.");
      }
      if (token.startsWith(PREFIX)) {
        // a plus sign that was not encoded has become a space
        return Base64.getDecoder().decode(token.substring(PREFIX.length()).replace(' ', '+'));
      }
    } catch (IllegalArgumentException e) {
      throw CosmosException.unauthorized("The authorization is not well formed.");
    }
    throw CosmosException.unauthorized("The authorization is not one by master key, version 1.0.");
  }

  private void requireRecent(String date) {
    try {
      SignedDate last = lastDate;
      if (!last.text().equals(date)) {
        last = new SignedDate(date, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        lastDate = last;
      }
      Instant signed = last.time();
      if (Duration.between(signed, clock.instant()).abs().compareTo(LARGEST_SKEW) <= 0) {
        return;
      }
    } catch (DateTimeException e) {
      throw CosmosException.unauthorized("The header x-ms-date is not a date of RFC 1123.");
    }
    throw CosmosException.forbidden("The authorization is not valid at the current time.");
  }

  /** What is signed: each line in lower case but the resource. */
  static String signedText(CosmosRequest request, String date) {
    List<String> segments = request.segments();
    int size = segments.size();
    String type = "";
    String link = "";
    if (size > 2 && segments.get(size - 2).equals("operations")) {
      type = "colls";
      link = String.join("/", segments.subList(0, size - 2));
    } else if (size % 2 == 0 && size > 0) {
      type = segments.get(size - 2);
      link = String.join("/", segments);
    } else if (size > 0) {
      type = segments.get(size - 1);
      link = String.join("/", segments.subList(0, size - 1));
    }
    return request.method().toLowerCase(Locale.ROOT)
        + "\n"
        + type.toLowerCase(Locale.ROOT)
        + "\n"
        + link
        + "\n"
        + date.toLowerCase(Locale.ROOT)
        + "\n\n";
  }

  /** A copy of the one with the key: to look up and to key another is most of the work. */
  private static byte[] hmac(Mac key, byte[] text) {
    try {
      return ((Mac) key.clone()).doFinal(text);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This Java's " + ALGORITHM + " cannot be copied", e);
    }
  }
}
