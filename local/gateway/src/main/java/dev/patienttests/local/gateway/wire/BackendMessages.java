package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls and responses as they are on the wire. */
final class BackendMessages {
  /** Headers that this client writes itself. */
  private static final HeaderNames OWN = HeaderNames.of("Host", "Content-Length", "Expect");

  private static final Set<String> BODY_METHODS = Set.of("POST", "PUT", "PATCH");

  private BackendMessages() {}

  /**
   * The request of a call. What the client did not say about its content is not said here either.
   *
   * @throws IllegalArgumentException where a header would not be one
   */
  static FullHttpRequest request(Call call) {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.add("Host", call.url().authority());
    add(call.headers(), OWN, headers);
    byte[] body = call.body().orElse(new byte[0]);
    if (body.length > 0 || BODY_METHODS.contains(call.method())) {
      headers.set("Content-Length", Integer.toString(body.length));
    }
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.valueOf(call.method()),
        call.url().path() + call.url().queryString(),
        Unpooled.wrappedBuffer(body),
        headers,
        EmptyHttpHeaders.INSTANCE);
  }

  /**
   * Adds headers to those that go on the wire.
   *
   * @param own names of those that are left out
   * @throws IllegalArgumentException where one is none
   */
  static void add(Headers headers, HeaderNames own, HttpHeaders to) {
    for (Headers.Line line : headers.lines()) {
      if (!own.has(line)) {
        to.add(line.name(), line.value());
      }
    }
  }

  /** The response, without headers of its connection. */
  static Response response(HttpResponse answer, byte[] content) {
    Headers headers = headers(answer.headers());
    headers.remove("Content-Length");
    return new Response(
        answer.status().code(),
        answer.status().reasonPhrase(),
        headers,
        content.length == 0 ? Optional.empty() : Optional.of(new MessageBody(content)));
  }

  /** Headers of a message, without those of its connection. */
  static Headers headers(HttpHeaders received) {
    Headers headers = new Headers();
    Iterator<Map.Entry<CharSequence, CharSequence>> lines = received.iteratorCharSequence();
    while (lines.hasNext()) {
      Map.Entry<CharSequence, CharSequence> line = lines.next();
      headers.add(line.getKey().toString(), line.getValue().toString());
    }
    HopByHop.remove(headers);
    return headers;
  }

  static byte[] bytes(ByteBuf content) {
    return content.isReadable() ? ByteBufUtil.getBytes(content) : new byte[0];
  }
}
