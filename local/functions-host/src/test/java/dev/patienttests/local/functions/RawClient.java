package dev.patienttests.local.functions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests over plain sockets, so that nothing is normalised on the way. */
final class RawClient {
  private static final int TIMEOUT_MILLIS = 10_000;
  private final int port;

  RawClient(int port) {
    this.port = port;
  }

  record Reply(int status, Map<String, String> headers, String body) {}

  Reply get(String target, String... headers) throws IOException {
    return send("GET", target, "", headers);
  }

  Reply post(String target, String body, String... headers) throws IOException {
    return send("POST", target, body, headers);
  }

  Reply send(String method, String target, String body, String... headers) throws IOException {
    StringBuilder request = new StringBuilder();
    request.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    request.append("Host: localhost\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    boolean chunked = String.join("", headers).contains("chunked");
    if (!body.isEmpty() && !chunked) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      request.append("Content-Length: ").append(length).append("\r\n");
    }
    request.append("\r\n").append(body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Reply reply(String text) {
    int end = text.indexOf("\r\n\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
      }
    }
    return new Reply(Integer.parseInt(text.substring(9, 12)), headers, text.substring(end + 4));
  }
}
