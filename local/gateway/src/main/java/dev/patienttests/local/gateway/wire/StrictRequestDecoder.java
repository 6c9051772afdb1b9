package dev.patienttests.local.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.List;
import java.util.Optional;

/**
 * Reads requests, and none that two readers might understand in two ways (RFC 9112, sections 3, 5.2
 * and 6). Where Netty's decoder mends what it reads, as the standard allows, this one refuses it:
 * lines that continue the one before, a request line with other than two single spaces, a length
 * beside a transfer encoding, any transfer encoding but {@code chunked}, a body without either, and
 * chunks with more than their size.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int NOT_YET = -1;

  private final int maxBytes;
  private boolean inBody;
  private boolean older;
  private Optional<ChunkSizes> chunks = Optional.empty();
  private int requestLine = NOT_YET;

  /** {@code bytes}: the most that request line and headers may have together. */
  StrictRequestDecoder(int bytes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(bytes)
            .setMaxHeaderSize(bytes)
            .setMaxChunkSize(CHUNK_BYTES));
    this.maxBytes = bytes;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    int before = out.size();
    int from = in.readerIndex();
    boolean head = !inBody;
    super.decode(context, in, out);
    if (head && !isPlain(in, from, in.readerIndex())) {
      refuse(out, before);
    }
    if (!head && chunks.isPresent() && !chunks.get().read(in, from)) {
      HttpContent invalid = new DefaultHttpContent(Unpooled.EMPTY_BUFFER);
      invalid.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("chunk")));
      out.add(before, invalid);
    }
    for (int i = before; i < out.size(); i++) {
      if (out.get(i) instanceof HttpRequest request) {
        inBody = true;
        if (older) {
          request.setProtocolVersion(HttpVersion.HTTP_1_0);
        }
        checkFraming(request);
        chunks =
            HttpUtil.isTransferEncodingChunked(request)
                ? Optional.of(new ChunkSizes())
                : Optional.empty();
      }
      if (out.get(i) instanceof LastHttpContent) {
        inBody = false;
      }
    }
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) throws Exception {
    String current = HttpVersion.HTTP_1_1.text();
    older = initialLine[2].equals(HttpVersion.HTTP_1_0.text());
    if (!older && !initialLine[2].equals(current)) {
      throw new IllegalArgumentException("version");
    }
    requestLine = initialLine[0].length() + initialLine[1].length() + initialLine[2].length() + 2;
    // In an older request Netty would take the first of several lengths.
    return super.createMessage(new String[] {initialLine[0], initialLine[1], current});
  }

  /** Looks at the lines of a head that have just been read. */
  private boolean isPlain(ByteBuf in, int from, int to) {
    boolean plain = true;
    int line = from;
    while (plain && line < to) {
      int end = in.indexOf(line, to, (byte) '\n');
      int length = (end < 0 ? to : end) - line - 1;
      byte first = in.getByte(line);
      plain = first != ' ' && first != '\t';
      if (requestLine != NOT_YET && length > 0) {
        plain &= length == requestLine && in.indexOf(line, line + length, (byte) '\t') < 0;
        requestLine = NOT_YET;
      }
      line = end < 0 ? to : end + 1;
    }
    return plain;
  }

  /** Puts an invalid request in the place of what was read. */
  private void refuse(List<Object> out, int before) {
    boolean any = false;
    for (int i = before; i < out.size(); i++) {
      if (out.get(i) instanceof HttpRequest request) {
        fail(request, new IllegalArgumentException("head"));
        any = true;
      }
    }
    if (!any) {
      HttpMessage invalid = createInvalidMessage();
      fail(invalid, new IllegalArgumentException("head"));
      out.add(invalid);
    }
  }

  private void checkFraming(HttpRequest request) {
    List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    boolean chunked =
        !older && encodings.size() == 1 && encodings.get(0).equalsIgnoreCase("chunked");
    boolean both =
        !encodings.isEmpty() && request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    // With this one, of a draft of WebSocket, the decoder reads a body that no length tells.
    boolean hidden = request.headers().contains("Sec-WebSocket-Key1");
    if (both || hidden || (!encodings.isEmpty() && !chunked)) {
      fail(request, new IllegalArgumentException("framing"));
    }
    if (request.decoderResult() instanceof HttpMessageDecoderResult size
        && size.totalSize() > maxBytes) {
      fail(request, new TooLongHttpHeaderException());
    }
  }

  private static void fail(HttpMessage message, Exception why) {
    if (message.decoderResult().isSuccess()) {
      message.setDecoderResult(DecoderResult.failure(why));
    }
  }
}
