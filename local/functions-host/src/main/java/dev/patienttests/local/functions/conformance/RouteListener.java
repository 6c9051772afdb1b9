package dev.patienttests.local.functions.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.functions.http.BadTargetException;
import dev.patienttests.local.functions.http.BareErrors;
import dev.patienttests.local.functions.http.RawTargets;
import dev.patienttests.local.functions.http.Target;
import dev.patienttests.local.functions.routing.RouteEvaluationException;
import dev.patienttests.local.functions.routing.RouteTable;
import dev.patienttests.local.net.NetworkListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The real listener before a handler that only routes, and a client of plain sockets. */
final class RouteListener implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String SEEN = "x-seen";

  private final ObjectMapper json = new ObjectMapper();
  private final AtomicReference<Optional<RouteTable>> table =
      new AtomicReference<>(Optional.empty());
  private final Server server = NetworkListener.server("routes");
  private final ServerConnector connector;

  RouteListener() throws IOException {
    connector = NetworkListener.loopbackHttp(server, 0, BareErrors::configure);
    RawTargets.use(connector);
    server.addConnector(connector);
    server.setErrorHandler(new BareErrors());
    server.setHandler(new Routes());
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("the listener does not start", e);
    }
  }

  void use(RouteTable routes) {
    table.set(Optional.of(routes));
  }

  /** Sends the request as it stands and reads the answer to its end. */
  Answer send(RouteCase.Sent request) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(request.host()).append("\r\nConnection: close\r\n");
    if (request.method().matches("(?i)post|put|patch")) {
      text.append("Content-Length: 0\r\n");
    }
    text.append("\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return answer(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }

  private Answer answer(String text) throws IOException {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
      throw new IOException("no HTTP answer: " + text);
    }
    Optional<JsonNode> seen = Optional.empty();
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      if (line.startsWith(SEEN + ": ")) {
        seen = Optional.of(json.readTree(line.substring(SEEN.length() + 2)));
      }
    }
    boolean bodyEmpty = end + 4 == text.length();
    return Answer.of(Integer.parseInt(text.substring(9, 12)), seen, bodyEmpty);
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the listener does not stop", e);
    }
  }

  private final class Routes extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      int status;
      try {
        status = route(RawTargets.of(request), response);
      } catch (BadTargetException e) {
        status = e.status();
      } catch (RouteEvaluationException e) {
        status = 500;
      }
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
      response.write(true, ByteBuffer.allocate(0), callback);
      return true;
    }

    private int route(Target target, Response response) {
      Optional<RouteTable.Match> match =
          table.get().orElseThrow().match(target.method(), target.path());
      ObjectNode seen = json.createObjectNode().put("path", target.path());
      match.ifPresent(
          found -> {
            seen.put("function", found.function().name());
            ObjectNode values = seen.putObject("values");
            found.values().forEach((name, value) -> values.put(name, value.orElse(null)));
          });
      response.getHeaders().put(SEEN, ascii(seen));
      return match.isPresent() ? 200 : 404;
    }
  }

  /** Header text may only be ASCII. */
  private static String ascii(ObjectNode node) {
    StringBuilder text = new StringBuilder();
    node.toString()
        .chars()
        .forEach(c -> text.append(c < 0x7F ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
    return text.toString();
  }
}
