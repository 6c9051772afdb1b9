package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Pipeline;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/** Answers as they are on the wire. */
final class WireResponses {
  private static final String TRACE_HEADER = "x-pattern-trace";

  /** Headers that this server writes itself. */
  private static final HeaderNames OWN =
      HeaderNames.of("Content-Length", "Transfer-Encoding", "Date");

  private static final byte[] NOTHING = new byte[0];

  /** The text of a second (RFC 9110, section 5.6.7). */
  private record Second(long epochSecond, String text) {}

  private final InstantSource clock;
  private volatile Second now = new Second(-1, "");

  WireResponses(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The answer to a request that policies have served.
   *
   * @throws IllegalArgumentException where a policy has made a header that is none, or a status
   *     that only goes before an answer
   */
  FullHttpResponse of(Exchange exchange) {
    Response outcome = Pipeline.responseOf(exchange);
    if (outcome.status() < HttpResponseStatus.OK.code()) {
      throw new IllegalArgumentException("the client would wait for an answer");
    }
    HttpHeaders headers = new DefaultHttpHeaders();
    BackendMessages.add(outcome.headers(), OWN, headers);
    for (Headers.Line line : exchange.later().lines()) {
      headers.set(line.name(), line.value());
    }
    byte[] content = outcome.body().map(MessageBody::content).orElse(NOTHING);
    return whole(outcome.status(), headers, content, exchange.requestId());
  }

  /** The answer to a request that no policy sees. */
  FullHttpResponse of(Refusal refusal) {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.add(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
    return whole(refusal.status(), headers, refusal.body(), refusal.id());
  }

  private FullHttpResponse whole(int status, HttpHeaders headers, byte[] content, UUID id) {
    headers.set(TRACE_HEADER, id.toString());
    headers.set(HttpHeaderNames.DATE, date());
    boolean none = status == 204 || status == 304;
    if (!none) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(content.length));
    }
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(status),
        Unpooled.wrappedBuffer(none ? NOTHING : content),
        headers,
        EmptyHttpHeaders.INSTANCE);
  }

  private String date() {
    Instant instant = clock.instant();
    Second known = now;
    if (known.epochSecond() != instant.getEpochSecond()) {
      known = new Second(instant.getEpochSecond(), DateFormatter.format(Date.from(instant)));
      now = known;
    }
    return known.text();
  }
}
