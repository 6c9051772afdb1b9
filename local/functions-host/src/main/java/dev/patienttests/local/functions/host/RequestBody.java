package dev.patienttests.local.functions.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.io.Content;

/** The body of a request as the host forwards it to the worker. */
final class RequestBody {
  private RequestBody() {}

  /** The body is beyond the limit: the host answers 500, not 413. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
      super("request body beyond FUNCTIONS_REQUEST_BODY_SIZE_LIMIT (" + limit + ")");
    }
  }

  /**
   * Reads a body as text, whatever charset the request names: UTF-8, a byte order mark left out.
   * Only a body with a {@code Content-Length} reaches the worker; a chunked one arrives empty.
   */
  static Optional<String> read(AppRequest request, long limit) throws IOException, TooLarge {
    long length = request.headers().first("content-length").map(Long::parseLong).orElse(0L);
    if (request.headers().first("transfer-encoding").isPresent() || length <= 0) {
      return Optional.empty();
    }
    if (length > limit) {
      throw new TooLarge(limit);
    }
    try (InputStream in = Content.Source.asInputStream(request.body())) {
      byte[] octets = in.readAllBytes();
      String text = new String(octets, StandardCharsets.UTF_8);
      boolean marked = !isBinary(request) && text.startsWith("\uFEFF");
      return Optional.of(marked ? text.substring(1) : text);
    }
  }

  private static boolean isBinary(AppRequest request) {
    String type = request.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("application/octet-stream") || type.contains("multipart/");
  }
}
