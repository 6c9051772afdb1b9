package dev.patienttests.local.gateway.wire;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * One connection of a client: takes requests one after the other, each when the one before has been
 * answered, and refuses what no policy is to see. Its methods run in the loop of the connection.
 */
// How it went with what a connection was told to do, its events say.
@SuppressWarnings("FutureReturnValueIgnored")
final class ClientConnection extends ChannelInboundHandlerAdapter {
  /** Longest body that is buffered; above it the answer is 413. */
  static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private static final long BODY_SECONDS = 60;

  private final GatewaySite site;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private Optional<Incoming> incoming = Optional.empty();
  private boolean busy;
  private boolean goingOn;
  private boolean headOnly;
  private boolean closing;

  ClientConnection(GatewaySite site) {
    this.site = site;
  }

  /**
   * A request whose body is on its way.
   *
   * @param late ends it when the body takes too long
   */
  private record Incoming(
      HttpRequest head, RequestUrl url, ByteArrayOutputStream body, Optional<Future<?>> late) {
    void inTime() {
      late.ifPresent(end -> end.cancel(false));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing) {
      ReferenceCountUtil.release(message);
    } else if (busy) {
      waiting.add(message);
      context.channel().config().setAutoRead(false);
    } else {
      take(context, message);
    }
  }

  private void take(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest head) {
        begin(context, head);
      }
      if (!closing && message instanceof HttpContent content) {
        add(context, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest head) {
    headOnly = head.method().equals(HttpMethod.HEAD);
    if (head.decoderResult().isFailure()) {
      refuse(context, Refusal.unreadable(head.decoderResult().cause()));
      return;
    }
    if (head.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
      refuse(context, Refusal.unreadable(new IllegalArgumentException("host")));
      return;
    }
    Optional<RequestUrl> url = target(head);
    Optional<HttpResponseStatus> refused =
        url.isEmpty()
            ? Optional.of(HttpResponseStatus.BAD_REQUEST)
            : site.serves(url.get().host())
                ? refusedForBody(head)
                : Optional.of(HttpResponseStatus.MISDIRECTED_REQUEST);
    if (refused.isPresent()) {
      refuse(context, Refusal.of(refused.get(), head.headers()));
      return;
    }
    if (HttpUtil.is100ContinueExpected(head)) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    boolean more =
        HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0;
    Optional<Future<?>> late =
        more
            ? Optional.of(
                context.executor().schedule(() -> late(context, head), BODY_SECONDS, SECONDS))
            : Optional.empty();
    incoming = Optional.of(new Incoming(head, url.get(), new ByteArrayOutputStream(), late));
  }

  private static Optional<RequestUrl> target(HttpRequest head) {
    HttpVersion version = head.protocolVersion();
    boolean known = version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    return known && !head.method().equals(HttpMethod.CONNECT)
        ? RequestTarget.of(head.uri(), head.headers().get(HttpHeaderNames.HOST))
        : Optional.empty();
  }

  private static Optional<HttpResponseStatus> refusedForBody(HttpRequest head) {
    if (HttpUtil.getContentLength(head, 0L) > MAX_BODY_BYTES) {
      return Optional.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    }
    boolean other = head.headers().contains(HttpHeaderNames.EXPECT);
    return other && !HttpUtil.is100ContinueExpected(head)
        ? Optional.of(HttpResponseStatus.EXPECTATION_FAILED)
        : Optional.empty();
  }

  private void add(ChannelHandlerContext context, HttpContent content) {
    Incoming request = incoming.orElseThrow();
    if (content.decoderResult().isFailure()) {
      refuse(context, Refusal.unreadable(content.decoderResult().cause()));
      return;
    }
    byte[] bytes = BackendMessages.bytes(content.content());
    if (request.body().size() + bytes.length > MAX_BODY_BYTES) {
      HttpResponseStatus status = HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
      refuse(context, Refusal.of(status, request.head().headers()));
      return;
    }
    request.body().writeBytes(bytes);
    if (content instanceof LastHttpContent) {
      request.inTime();
      incoming = Optional.empty();
      busy = true;
      Optional<MessageBody> body =
          request.body().size() == 0
              ? Optional.empty()
              : Optional.of(new MessageBody(request.body().toByteArray()));
      site.serve(
          new GatewaySite.Received(request.head(), request.url(), body, context.channel()),
          answer -> answer(context, request.head(), answer));
    }
  }

  private void late(ChannelHandlerContext context, HttpRequest head) {
    refuse(context, Refusal.of(HttpResponseStatus.REQUEST_TIMEOUT, head.headers()));
  }

  /** Answers, from whichever thread, and goes on with what came meanwhile. */
  private void answer(ChannelHandlerContext context, HttpRequest head, FullHttpResponse answer) {
    if (context.executor().inEventLoop()) {
      write(context, head, answer);
    } else {
      context.executor().execute(() -> write(context, head, answer));
    }
  }

  private void write(ChannelHandlerContext context, HttpRequest head, FullHttpResponse answer) {
    busy = false;
    if (!HttpUtil.isKeepAlive(head)) {
      end(context, answer);
      return;
    }
    if (head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    context.writeAndFlush(asAsked(answer));
    goOn(context);
  }

  /** An answer to HEAD says how long it would be, and no more. */
  private FullHttpResponse asAsked(FullHttpResponse answer) {
    return headOnly ? answer.replace(Unpooled.EMPTY_BUFFER) : answer;
  }

  /** Takes what came meanwhile. What is answered at once does not go deeper into the stack. */
  private void goOn(ChannelHandlerContext context) {
    if (goingOn) {
      return;
    }
    goingOn = true;
    while (!busy && !waiting.isEmpty()) {
      take(context, waiting.remove());
    }
    goingOn = false;
    if (!busy && !context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(true);
    }
  }

  private void refuse(ChannelHandlerContext context, Refusal refusal) {
    end(context, site.refused(refusal));
  }

  /** The last answer of this connection. */
  private void end(ChannelHandlerContext context, FullHttpResponse answer) {
    closing = true;
    forget();
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(asAsked(answer)).addListener(ChannelFutureListener.CLOSE);
  }

  private void forget() {
    incoming.ifPresent(Incoming::inTime);
    incoming = Optional.empty();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    // A request that is being served has limits of its own.
    if (event instanceof IdleStateEvent && !busy) {
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closing = true;
    forget();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The connection is broken, or what came is no TLS: there is nobody to tell.
    context.close();
  }
}
