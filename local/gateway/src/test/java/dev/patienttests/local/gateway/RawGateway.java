package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.Stub.Answer;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.TrustedClients;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A gateway before a back end, that takes requests byte by byte. */
final class RawGateway implements AutoCloseable {
  private final ListenerSettings settings;
  private final Stub backend;
  private final Gateway gateway;

  private RawGateway(ListenerSettings settings, Stub backend, Gateway gateway) {
    this.settings = settings;
    this.backend = backend;
    this.gateway = gateway;
  }

  /** Starts it; its back end answers {@code backend} to everything. */
  static RawGateway start(Path directory, Configs configs) throws Exception {
    ListenerSettings settings = Configs.listener(directory);
    Stub backend = new Stub(r -> Answer.of(200, "backend"));
    configs.listener = Optional.of(settings);
    configs.serviceUrl = backend.url() + "/base";
    return new RawGateway(
        settings, backend, Gateway.start(configs.build(), InstantSource.system()));
  }

  Stub backend() {
    return backend;
  }

  /** A connection to the public listener. */
  Socket connect() throws IOException {
    return connect(gateway.ports().publicPort().orElseThrow());
  }

  int networkPort() {
    return gateway.ports().network().orElseThrow();
  }

  /** A connection to any port, with TLS. */
  Socket connect(int port) throws IOException {
    return TrustedClients.sslContext(settings).getSocketFactory().createSocket("localhost", port);
  }

  /** All that is answered to a request, whose connection ends with it. */
  String send(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      // A connection that asked to be a tunnel stays open after it was refused.
      return request.startsWith("CONNECT ")
          ? new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1)
          : new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** A request of a known client without body, to which one may be added. */
  static String request(String line, String... headers) {
    return line
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + Engine.KEY
        + ": clinic-demo-key-1\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  @Override
  public void close() {
    gateway.close();
    backend.close();
  }
}
