package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.patienttests.local.net.Caller;
import dev.patienttests.local.net.NetworkListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** A request, as the parts of the platform look at it. */
final class HttpCall {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final String BEARER = "Bearer ";
  private static final int LARGEST_BODY = 256 * 1024;

  private final Request request;
  private final List<String> path;

  HttpCall(Request request) {
    this.request = request;
    String text = request.getHttpURI().getCanonicalPath();
    this.path = List.of((text.startsWith("/") ? text.substring(1) : text).split("/", -1));
  }

  String method() {
    return request.getMethod();
  }

  /** The segments of the path; a slash at the end leaves an empty one. */
  List<String> path() {
    return path;
  }

  /** The segments of the path with their escapes resolved; empty for the root. */
  List<String> decodedPath() throws IOException {
    List<String> segments = new ArrayList<>();
    for (String segment : path) {
      segments.add(decoded(segment));
    }
    return path.equals(List.of("")) ? List.of() : List.copyOf(segments);
  }

  private static String decoded(String segment) throws IOException {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("The path is not valid", e);
    }
  }

  /** All headers, by name in lower case; several values are joined. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.merge(field.getLowerCaseName(), field.getValue(), (a, b) -> a + "," + b);
    }
    return headers;
  }

  /** The parameters of the query; of one that stands twice, the first value. */
  Map<String, String> queries() {
    Map<String, String> queries = new TreeMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      queries.put(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    return queries;
  }

  /** The token of the Authorization header. */
  Optional<String> bearerToken() {
    return header("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Whether a header holds a secret; how long that takes does not tell how much of it is right. */
  boolean proves(String name, String secret) {
    return MessageDigest.isEqual(
        header(name).orElse("").getBytes(StandardCharsets.UTF_8),
        secret.getBytes(StandardCharsets.UTF_8));
  }

  /** The only value of a query parameter; one that stands twice counts as absent. */
  Optional<String> query(String name) {
    Fields.Field field = Request.extractQueryParameters(request).get(name);
    return field == null || field.hasMultipleValues()
        ? Optional.empty()
        : Optional.ofNullable(field.getValue());
  }

  Caller caller() {
    return NetworkListener.callerOf(request);
  }

  /** The body, which must not be larger than 256 KiB. */
  byte[] body() throws IOException {
    return body(LARGEST_BODY)
        .orElseThrow(() -> new IOException("The body is larger than " + LARGEST_BODY + " bytes"));
  }

  /** The body; empty where it is larger than {@code most} bytes. */
  Optional<byte[]> body(int most) throws IOException {
    try (InputStream content = Content.Source.asInputStream(request)) {
      byte[] body = content.readNBytes(most + 1);
      return body.length > most ? Optional.empty() : Optional.of(body);
    }
  }

  /** Reads the body as JSON of a type; unknown members are refused. */
  <T> T json(Class<T> type) throws IOException {
    ObjectReader reader = MAPPER.readerFor(type);
    return reader.readValue(body());
  }
}
