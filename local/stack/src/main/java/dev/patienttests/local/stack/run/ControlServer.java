package dev.patienttests.local.stack.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patienttests.local.net.Daemons;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The supervisor's ear: loopback only, and only for who knows the token. */
final class ControlServer implements AutoCloseable {
  static final String TOKEN_HEADER = "x-control-token";

  private static final Pattern KEYS = Pattern.compile("POST /keys/[a-z0-9.-]+/(roll|retire)");
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("POST /subscriptions/([A-Za-z0-9_-]+)/(primary|secondary|suspend|activate)");
  private static final Pattern RUN = Pattern.compile("POST /run/[a-z-]+/[A-Za-z0-9_-]+");

  private static final Pattern TRACE_TOKEN =
      Pattern.compile("POST /trace-token/[A-Za-z0-9-]+/[0-9]{1,6}");
  private static final Pattern TRACE = Pattern.compile("GET /trace/[0-9a-f-]{36}");

  private final HttpServer server;
  private final ExecutorService threads;

  /** What it can be asked for. */
  interface Commands {
    String status();

    void stop(String name);

    void start(String name);

    void shutdown();

    /** {@link AuditorAccess} as JSON. */
    String auditor();

    /** {@link CallerAccess} as JSON. */
    String callers();

    /**
     * Regenerates a key of a subscription, {@code primary} or {@code secondary}, and says it;
     * suspends or activates the subscription.
     */
    String subscription(String id, String action);

    /** Replaces signing keys of an issuer, or takes back those that were replaced. */
    void keys(String issuer, String action);

    /** A token with which requests to an API are traced for so many seconds. */
    String traceToken(String api, long seconds);

    /** What the policies did with a traced request, as JSON. */
    String policyTrace(String id);

    /** Runs a timer's function now and says how it ended. */
    String run(String app, String function);
  }

  ControlServer(String token, Commands commands) throws IOException {
    byte[] expected = token.getBytes(StandardCharsets.UTF_8);
    threads = Executors.newCachedThreadPool(Daemons.named("control"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String given = exchange.getRequestHeaders().getFirst(TOKEN_HEADER);
            if (given == null
                || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
              answer(exchange, 401, "");
            } else {
              handle(exchange, commands);
            }
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static void handle(HttpExchange exchange, Commands commands) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    try {
      if (request.equals("GET /status")) {
        answer(exchange, 200, commands.status());
      } else if (request.startsWith("POST /stop/")) {
        commands.stop(request.substring("POST /stop/".length()));
        answer(exchange, 200, "");
      } else if (request.startsWith("POST /start/")) {
        commands.start(request.substring("POST /start/".length()));
        answer(exchange, 200, "");
      } else if (request.equals("GET /auditor")) {
        answer(exchange, 200, commands.auditor());
      } else if (request.equals("GET /callers")) {
        answer(exchange, 200, commands.callers());
      } else if (SUBSCRIPTION.matcher(request).matches()) {
        String[] parts = request.split("/", -1);
        answer(exchange, 200, commands.subscription(parts[2], parts[3]));
      } else if (KEYS.matcher(request).matches()) {
        String[] parts = request.split("/", -1);
        commands.keys(parts[2], parts[3]);
        answer(exchange, 200, "");
      } else if (TRACE_TOKEN.matcher(request).matches()) {
        String[] parts = request.split("/", -1);
        answer(exchange, 200, commands.traceToken(parts[2], Long.parseLong(parts[3])));
      } else if (TRACE.matcher(request).matches()) {
        answer(exchange, 200, commands.policyTrace(request.substring("GET /trace/".length())));
      } else if (RUN.matcher(request).matches()) {
        String[] parts = request.split("/", -1);
        answer(exchange, 200, commands.run(parts[2], parts[3]));
      } else if (request.equals("POST /shutdown")) {
        answer(exchange, 200, "");
        commands.shutdown();
      } else {
        answer(exchange, 404, "unknown command");
      }
    } catch (UserError e) {
      answer(exchange, 400, e.getMessage());
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
