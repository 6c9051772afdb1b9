package dev.patienttests.local.functions.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Gathers the octets of one request line. */
final class RequestLine {
  /** Kestrel's limit, line end included. */
  private static final int MAX_OCTETS = 8192;

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  /** Adds an octet; true once the line is complete or has become too long. */
  boolean add(byte octet) {
    boolean lineEnd = octet == '\r' || octet == '\n';
    if (lineEnd && octets.size() == 0) {
      return false; // empty lines before a request are skipped
    }
    octets.write(octet);
    return octet == '\n' || octets.size() > MAX_OCTETS;
  }

  /** The line for Jetty's parser, its target wrapped; forgets it. */
  byte[] take() {
    String line = octets.toString(StandardCharsets.ISO_8859_1);
    octets.reset();
    if (!line.endsWith("\n")) {
      return ("GET /" + "x".repeat(128 * 1024)).getBytes(StandardCharsets.ISO_8859_1);
    }
    String text = line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1));
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    String version = second < 0 ? "" : text.substring(second + 1).strip();
    if (first <= 0 || second <= first + 1 || !version.matches("HTTP/[0-9].[0-9]")) {
      return (RawTargets.BAD + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
    String wrapped =
        RawTargets.wrap(text.substring(0, first), text.substring(first + 1, second), version);
    return (wrapped + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
