package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.RequestUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the requests of each connection in turn; nothing left means that it closes. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> answers;

  ScriptedServer(String... answers) throws IOException {
    this.answers = List.of(answers);
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "test-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connections.incrementAndGet();
        serve(connection);
      } catch (IOException e) {
        // The next connection, or the end of the test.
      }
    }
  }

  private void serve(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    while (line != null) {
      StringBuilder head = new StringBuilder();
      int length = 0;
      while (line != null && !line.isEmpty()) {
        head.append(line).append('\n');
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring("Content-Length: ".length()));
        }
        line = in.readLine();
      }
      in.skip(length);
      requests.add(head.toString());
      String answer = requests.size() > answers.size() ? "" : answers.get(requests.size() - 1);
      if (answer.isEmpty()) {
        return;
      }
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      line = in.readLine();
    }
  }

  /** Heads of the requests that came. */
  List<String> requests() {
    return requests;
  }

  /** How many connections were made. */
  int connections() {
    return connections.get();
  }

  RequestUrl url() {
    return RequestUrl.parse("http://127.0.0.1:" + socket.getLocalPort() + "/a");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
