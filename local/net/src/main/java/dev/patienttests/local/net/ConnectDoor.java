package dev.patienttests.local.net;

import dev.patienttests.local.net.Hosts.Origin;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy that does nothing but CONNECT (RFC 9110, section 9.3.6) to port 443 of known hosts.
 */
final class ConnectDoor implements Door {
  private static final int HEAD_LIMIT = 8 * 1024;
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/1\\.[01]");
  private static final Pattern FIELD_LINE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9.-]{1,253}):(\\d{1,5})");
  private static final byte[] ESTABLISHED =
      "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Decision UNDECIDED = new Decision.Undecided();

  private final Hosts hosts;
  private final Origin origin;
  private final String place;

  /**
   * A proxy of callers from one place.
   *
   * @param place what it is called in refusals
   */
  ConnectDoor(Hosts hosts, Origin origin, String place) {
    this.hosts = hosts;
    this.origin = origin;
    this.place = place;
  }

  @Override
  public int limit() {
    return HEAD_LIMIT;
  }

  @Override
  public Decision decide(ByteBuffer received, InetSocketAddress client) {
    int length = headLength(received);
    if (length < 0) {
      return received.limit() < HEAD_LIMIT
          ? UNDECIDED
          : refused("400 Bad Request", "The request head is too long");
    }
    String head = StandardCharsets.ISO_8859_1.decode(received.slice(0, length - 4)).toString();
    String[] lines = head.split("\r\n", -1);
    Matcher request = REQUEST_LINE.matcher(lines[0]);
    if (!request.matches() || !areFields(lines)) {
      return refused("400 Bad Request", "This is no HTTP/1.1 request");
    }
    if (!request.group(1).equals("CONNECT")) {
      return refused("403 Forbidden", "Only CONNECT leaves " + place);
    }
    return route(request.group(2), client, length);
  }

  private Decision route(String target, InetSocketAddress client, int consumed) {
    Matcher authority = AUTHORITY.matcher(target);
    if (!authority.matches()) {
      return refused("400 Bad Request", "CONNECT needs host:port");
    }
    if (!authority.group(2).equals("443")) {
      return refused("403 Forbidden", "Only port 443 is open: " + target);
    }
    return hosts
        .route(authority.group(1), origin, client, consumed)
        .<Decision>map(route -> route)
        .orElseGet(
            () ->
                refused(
                    "403 Forbidden",
                    "Host " + authority.group(1) + " is not known in this network"));
  }

  @Override
  public ByteBuffer connected() {
    return ByteBuffer.wrap(ESTABLISHED);
  }

  @Override
  public ByteBuffer unreachable(Unreachable reason, String hostName) {
    return switch (reason) {
      case STOPPED -> answer("502 Bad Gateway", hostName + " is stopped");
      case REFUSED -> answer("502 Bad Gateway", hostName + " accepts no connection");
      case TIMEOUT -> answer("504 Gateway Timeout", hostName + " does not answer");
    };
  }

  private Decision refused(String status, String reason) {
    return new Decision.Refused(answer(status, reason), place + ": " + reason);
  }

  private static ByteBuffer answer(String status, String reason) {
    String body = reason + "\n";
    String answer =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body;
    return StandardCharsets.US_ASCII.encode(answer);
  }

  private static boolean areFields(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      if (!FIELD_LINE.matcher(lines[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Length of the head with its empty line, or -1 while that has not come. */
  private static int headLength(ByteBuffer received) {
    for (int i = 3; i < received.limit(); i++) {
      if (received.get(i) == '\n'
          && received.get(i - 1) == '\r'
          && received.get(i - 2) == '\n'
          && received.get(i - 3) == '\r') {
        return i + 1;
      }
    }
    return -1;
  }
}
