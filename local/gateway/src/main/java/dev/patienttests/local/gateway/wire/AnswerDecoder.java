package dev.patienttests.local.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.Attribute;
import java.util.List;

/**
 * Reads one answer to each call. What a backend sends beyond it, and be it a single byte, belongs
 * to no call (RFC 9112, section 9.2): it is dropped, and its connection of no more use. Kept, it
 * would be the begin of the answer to the next call.
 */
// How it went with what a connection was told to do, its events say.
@SuppressWarnings("FutureReturnValueIgnored")
final class AnswerDecoder extends HttpResponseDecoder {
  private final Attribute<BackendCall> waiting;
  private boolean spoilt;

  /** {@code waiting}: the call that has the connection, as {@link BackendAnswers#CALL}. */
  AnswerDecoder(HttpDecoderConfig config, Attribute<BackendCall> waiting) {
    super(config);
    this.waiting = waiting;
  }

  /** Before each step the calls have what the one before has made of the bytes. */
  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    BackendCall call = waiting.get();
    if (call != null && !call.isAnswered() && !spoilt) {
      super.decode(context, in, out);
      return;
    }
    // TLS says goodbye before it goes: what comes meanwhile is no answer either.
    spoilt = true;
    in.skipBytes(in.readableBytes());
    if (call == null) {
      context.close();
    } else {
      call.tooMuchCame();
    }
  }

  /** An answer to HEAD has the headers of a body, and none (RFC 9112, section 6.3). */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage head) {
    BackendCall call = waiting.get();
    return super.isContentAlwaysEmpty(head) || (call != null && call.asksForHead());
  }
}
