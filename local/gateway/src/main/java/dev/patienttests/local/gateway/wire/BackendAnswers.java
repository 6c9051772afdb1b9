package dev.patienttests.local.gateway.wire;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AttributeKey;
import java.io.EOFException;

/** Hands what a backend answers to the call that waits for it. */
// How it went with what a connection was told to do, its events say.
@SuppressWarnings("FutureReturnValueIgnored")
@Sharable
final class BackendAnswers extends SimpleChannelInboundHandler<HttpObject> {
  /** The call that has the connection. */
  static final AttributeKey<BackendCall> CALL = AttributeKey.valueOf(BackendCall.class, "call");

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    BackendCall call = context.channel().attr(CALL).get();
    if (part.decoderResult().isFailure()) {
      exceptionCaught(context, part.decoderResult().cause());
    } else if (call == null) {
      // Nobody has asked for anything.
      context.close();
    } else {
      if (part instanceof HttpResponse head) {
        call.began(head);
      }
      if (part instanceof HttpContent content) {
        call.came(content);
      }
    }
  }

  /** What came at a time with an answer has been seen: only now the next call may begin. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    BackendCall call = context.channel().attr(CALL).get();
    if (call != null) {
      call.allRead();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    boolean over = event instanceof IdleStateEvent || event instanceof SslCloseCompletionEvent;
    if (over && context.channel().attr(CALL).get() == null) {
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    exceptionCaught(context, new EOFException());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    BackendCall call = context.channel().attr(CALL).get();
    if (call == null) {
      context.close();
    } else {
      call.failed(cause.getCause() == null ? cause : cause.getCause());
    }
  }
}
