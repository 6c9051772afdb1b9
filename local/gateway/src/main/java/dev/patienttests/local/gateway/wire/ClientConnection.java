package dev.patienttests.local.gateway.wire;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
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
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * One connection of a client: takes requests one after the other, each when the one before has been
 * answered, and refuses what no policy is to see. Nothing is read for a client that does not read.
 * Its methods run in the loop of the connection.
 */
// How it went with what a connection was told to do, its events say.
@SuppressWarnings("FutureReturnValueIgnored")
final class ClientConnection extends ChannelInboundHandlerAdapter {
  /** Longest body that is buffered; above it the answer is 413. */
  static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  /** Until the whole head of the next request is there, and the answer before it was read. */
  static final int HEAD_SECONDS = 120;

  static final int BODY_SECONDS = 60;

  /** How long a client that was refused may take to stop. */
  static final int LINGER_SECONDS = 5;

  private final GatewaySite site;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private Optional<Incoming> incoming = Optional.empty();
  private final Countdown limit = new Countdown();
  private Optional<Future<?>> seconds = Optional.empty();
  private boolean busy;
  private boolean goingOn;
  private boolean headOnly;
  private boolean closing;

  ClientConnection(GatewaySite site) {
    this.site = site;
  }

  /** A request whose body is on its way. */
  private record Incoming(HttpRequest head, RequestUrl url, ByteArrayOutputStream body) {}

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    limit.start(HEAD_SECONDS, context::close);
    seconds = Optional.of(context.executor().scheduleAtFixedRate(limit, 1, 1, SECONDS));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    seconds.ifPresent(timer -> timer.cancel(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing) {
      ReferenceCountUtil.release(message);
    } else {
      waiting.add(message);
      goOn(context);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    goOn(context);
  }

  /** Takes what came. What is answered at once does not go deeper into the stack. */
  private void goOn(ChannelHandlerContext context) {
    if (goingOn) {
      return;
    }
    goingOn = true;
    try {
      while (!busy && !waiting.isEmpty() && context.channel().isWritable()) {
        take(context, waiting.remove());
      }
    } finally {
      goingOn = false;
    }
    if (context.channel().config().isAutoRead() != waiting.isEmpty()) {
      context.channel().config().setAutoRead(waiting.isEmpty());
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
    if (HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0) {
      limit.start(BODY_SECONDS, () -> late(context, head));
    }
    incoming = Optional.of(new Incoming(head, url.get(), new ByteArrayOutputStream()));
  }

  private static Optional<RequestUrl> target(HttpRequest head) {
    return head.method().equals(HttpMethod.CONNECT)
        ? Optional.empty()
        : RequestTarget.of(head.uri(), head.headers().get(HttpHeaderNames.HOST));
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
      limit.stop();
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
    if (closing) {
      // The client has gone.
      answer.release();
      return;
    }
    if (!HttpUtil.isKeepAlive(head)) {
      last(context, answer).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    limit.start(HEAD_SECONDS, context::close);
    context.writeAndFlush(asAsked(answer));
    goOn(context);
  }

  /** An answer to HEAD says how long it would be, where that is known, and no more. */
  private FullHttpResponse asAsked(FullHttpResponse answer) {
    if (!headOnly) {
      return answer;
    }
    if (!answer.content().isReadable()) {
      // Nobody has told how long the backend's would be.
      answer.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
    }
    return answer.replace(Unpooled.EMPTY_BUFFER);
  }

  private void refuse(ChannelHandlerContext context, Refusal refusal) {
    last(context, site.refused(refusal)).addListener(sent -> linger(context));
  }

  /** The last answer of this connection. */
  private ChannelFuture last(ChannelHandlerContext context, FullHttpResponse answer) {
    closing = true;
    forget();
    limit.start(HEAD_SECONDS, context::close);
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return context.writeAndFlush(asAsked(answer));
  }

  /**
   * Says that there is no more, and reads on until the client stops: of a connection that is closed
   * while it sends, it might not get the answer (RFC 9112, section 9.6).
   */
  private void linger(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      limit.start(LINGER_SECONDS, context::close);
      Optional.ofNullable(context.pipeline().get(SslHandler.class))
          .ifPresent(SslHandler::closeOutbound);
    }
  }

  private void forget() {
    limit.stop();
    incoming = Optional.empty();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
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
