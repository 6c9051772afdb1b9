package dev.patienttests.local.functions.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What Azure Resource Manager does with host keys, on the control listener: {@code GET
 * /control/host/functionkeys}, {@code PUT} and {@code DELETE} of one by name. Only the stack knows
 * the token in {@code x-control-token}.
 */
public final class KeyControl extends Handler.Abstract {
  private static final Pattern PATH =
      Pattern.compile("/control/host/functionkeys(?:/([A-Za-z0-9_-]{1,127}))?");
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HostKeys keys;
  private final byte[] token;

  private record Reply(int status, Optional<Object> body) {
    static Reply of(int status) {
      return new Reply(status, Optional.empty());
    }
  }

  /** For these keys, guarded by that token. */
  public KeyControl(HostKeys keys, String token) {
    this.keys = keys;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Reply reply = reply(request);
    byte[] body =
        reply.body().isPresent() ? JSON.writeValueAsBytes(reply.body().get()) : new byte[0];
    response.setStatus(reply.status());
    if (body.length > 0) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    }
    if (reply.status() != 204) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private Reply reply(Request request) throws IOException {
    String given = request.getHeaders().get("x-control-token");
    if (given == null || !MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      return Reply.of(403);
    }
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    if (!path.matches()) {
      return Reply.of(404);
    }
    Optional<String> name = Optional.ofNullable(path.group(1));
    return switch (request.getMethod()) {
      case "GET" -> get(name);
      case "PUT" -> name.isPresent() ? put(name.get(), request) : Reply.of(405);
      case "DELETE" -> name.isPresent() ? delete(name.get()) : Reply.of(405);
      default -> Reply.of(405);
    };
  }

  private Reply get(Optional<String> name) {
    Map<String, String> all = keys.functionKeys();
    if (name.isEmpty()) {
      return new Reply(200, Optional.of(all));
    }
    return all.containsKey(name.get())
        ? new Reply(200, Optional.of(named(name.get())))
        : Reply.of(404);
  }

  private Reply put(String name, Request request) throws IOException {
    String body = Content.Source.asString(request, StandardCharsets.UTF_8);
    JsonNode value = body.isBlank() ? JSON.nullNode() : JSON.readTree(body).path("value");
    Optional<String> given =
        value.isTextual() && !value.asText().isEmpty()
            ? Optional.of(value.asText())
            : Optional.empty();
    boolean created = keys.put(name, given);
    return new Reply(created ? 201 : 200, Optional.of(named(name)));
  }

  private Reply delete(String name) throws IOException {
    return Reply.of(keys.delete(name) ? 204 : 404);
  }

  private Map<String, String> named(String name) {
    return Map.of("name", name, "value", keys.functionKeys().get(name));
  }
}
