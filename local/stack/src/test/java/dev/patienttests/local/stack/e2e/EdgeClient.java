package dev.patienttests.local.stack.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens a TLS connection to the edge under an Azure host name, as curl's --connect-to does. */
final class EdgeClient {
  private static final int PATIENCE_MILLIS = 20_000;

  private final String host;
  private final int port;
  private final SSLContext trust;

  EdgeClient(String edge, SSLContext trust) {
    int colon = edge.lastIndexOf(':');
    this.host = edge.substring(0, colon);
    this.port = Integer.parseInt(edge.substring(colon + 1));
    this.trust = trust;
  }

  /** Sends a GET and returns the status line and the header lines. */
  List<String> get(String azureHost, String path, String... headers) {
    StringBuilder request =
        new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + azureHost + "\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("Connection: close\r\n\r\n");
    // Layered under the Azure name: sessions are resumed by name, not by the edge's address.
    try (Socket plain = new Socket(host, port);
        SSLSocket socket =
            (SSLSocket) trust.getSocketFactory().createSocket(plain, azureHost, 443, true)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(azureHost)));
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return answer.lines().takeWhile(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status code of a GET. */
  int status(String azureHost, String path, String... headers) {
    return Integer.parseInt(get(azureHost, path, headers).get(0).split(" ", 3)[1]);
  }
}
