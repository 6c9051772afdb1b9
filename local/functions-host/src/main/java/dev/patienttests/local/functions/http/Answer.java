package dev.patienttests.local.functions.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An answer, complete in memory.
 *
 * @param reason reason phrase where it is not the status code's own
 * @param headers header fields; content length is added
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(
    int status, Optional<String> reason, Map<String, String> headers, byte[] body) {

  /** An answer with the status code's own reason phrase. */
  public Answer(int status, Map<String, String> headers, byte[] body) {
    this(status, Optional.empty(), headers, body);
  }

  /** An answer without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** An answer with a text body in UTF-8. */
  public static Answer text(int status, String contentType, String text) {
    return new Answer(
        status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with header fields where it does not have them itself. */
  public Answer withAbsent(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(more);
    all.putAll(headers);
    return new Answer(status, reason, all, body);
  }

  /** Writes it. */
  public void send(Response response, Callback callback) {
    reason.ifPresent(text -> ReasonPhrase.use(response.getRequest(), text));
    response.setStatus(status);
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
    boolean bodyless = status < 200 || status == 204 || status == 304;
    if (!bodyless) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    response.write(true, bodyless ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
  }
}
