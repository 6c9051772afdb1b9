package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.worker.Result;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Shapes what a function returned into an answer. */
final class ResultAnswer {
  private static final String TYPE = "Content-Type";

  private ResultAnswer() {}

  /** Text without a type is {@code text/plain}; text with a type but no charset is UTF-8. */
  static Answer of(Result result) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(result.headers());
    headers.keySet().removeIf(ResultAnswer::belongsToListener);
    if (result.body() instanceof Result.Body.Octets body) {
      return new Answer(result.status(), headers, body.octets());
    }
    String type = headers.get(TYPE);
    if (result.body() instanceof Result.Body.Text body) {
      headers.put(TYPE, type == null ? "text/plain; charset=utf-8" : withCharset(type));
      return new Answer(result.status(), headers, body.text().getBytes(StandardCharsets.UTF_8));
    }
    if (type == null && result.status() != 204) {
      headers.put(TYPE, "text/plain; charset=utf-8");
    }
    return new Answer(result.status(), headers, new byte[0]);
  }

  private static String withCharset(String type) {
    return type.toLowerCase(java.util.Locale.ROOT).contains("charset=")
        ? type
        : type + "; charset=utf-8";
  }

  /** Framing is the listener's own business. */
  private static boolean belongsToListener(String name) {
    return name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding");
  }
}
