package dev.patienttests.local.cosmos;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests to an account, signed with a key as the service wants it. */
final class SignedRequests {

  private SignedRequests() {}

  /**
   * A request of the partition {@code p}.
   *
   * @param origin scheme, host and port
   * @param path below it, without a slash at the start
   */
  static HttpRequest of(
      String origin, String key, String method, String path, String body, Instant at)
      throws GeneralSecurityException {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    List<String> segments = List.of(path.split("/", -1));
    boolean feed = segments.size() % 2 == 1;
    String type = feed ? segments.get(segments.size() - 1) : segments.get(segments.size() - 2);
    String link = feed ? String.join("/", segments.subList(0, segments.size() - 1)) : path;
    return HttpRequest.newBuilder(URI.create(origin + "/" + path))
        .header("x-ms-date", date)
        .header("authorization", authorization(key, method, type, link, date))
        .header("x-ms-documentdb-partitionkey", "[\"p\"]")
        .header("x-ms-max-item-count", "-1")
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String authorization(
      String key, String method, String type, String link, String date)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
    String text =
        method.toLowerCase(Locale.ROOT)
            + "\n"
            + type
            + "\n"
            + link
            + "\n"
            + date.toLowerCase(Locale.ROOT)
            + "\n\n";
    String signature =
        Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    return URLEncoder.encode("type=master&ver=1.0&sig=" + signature, StandardCharsets.UTF_8);
  }
}
