package dev.patienttests.local.functions.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Gathers the octets of one request line. */
final class RequestLine {
  /** Kestrel's limit, line end included. */
  private static final int MAX_OCTETS = 8192;

  /** How much of a line that is too long is still read, so that its answer arrives. */
  private static final int MAX_READ = 128 * 1024;

  private static final Pattern VERSION = Pattern.compile("HTTP/[0-9].[0-9]");

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private int count;

  /** Adds an octet; true once the line is complete or reading on makes no sense. */
  boolean add(byte octet) {
    boolean lineEnd = octet == '\r' || octet == '\n';
    if (lineEnd && count == 0) {
      return false; // empty lines before a request are skipped
    }
    count++;
    if (count <= MAX_OCTETS) {
      octets.write(octet);
    }
    return octet == '\n' || count > MAX_READ;
  }

  /** The line for Jetty's parser, its target wrapped; forgets it. */
  byte[] take() {
    String line = octets.toString(StandardCharsets.ISO_8859_1);
    boolean tooLong = count > MAX_OCTETS;
    octets.reset();
    count = 0;
    return ((tooLong ? RawTargets.TOO_LONG : wrapped(line)) + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String wrapped(String line) {
    String text = line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1));
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    String version = second < 0 ? "" : text.substring(second + 1).strip();
    if (second <= first + 1
        || !Target.isMethod(text.substring(0, Math.max(first, 0)))
        || !(version.equals("HTTP/1.1") || VERSION.matcher(version).matches())) {
      return RawTargets.BAD;
    }
    return RawTargets.wrap(text.substring(0, first), text.substring(first + 1, second), version);
  }
}
