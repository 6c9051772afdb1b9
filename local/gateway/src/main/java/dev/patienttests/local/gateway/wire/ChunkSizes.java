package dev.patienttests.local.gateway.wire;

import io.netty.buffer.ByteBuf;

/**
 * Follows a decoder through a chunked body, to look at the lines that begin its chunks: each is to
 * be a hexadecimal number and nothing else (RFC 9112, section 7.1, without extensions).
 */
final class ChunkSizes {
  private static final int MAX_DIGITS = 7;
  private static final int HEX = 16;
  private static final int LINE_END = 2;

  /** Bytes that are still to be read until the next such line. */
  private long untilLine;

  /**
   * Looks at what has been read.
   *
   * @param from where that begins; it ends at the buffer's reader index
   * @return whether a line that begins there is what it is to be
   */
  boolean read(ByteBuf in, int from) {
    int bytes = in.readerIndex() - from;
    if (bytes == 0) {
      return true;
    }
    if (untilLine == 0) {
      int end = in.indexOf(from, in.readerIndex(), (byte) '\n');
      int digits = end - from - 1;
      int size = digits < 1 || digits > MAX_DIGITS ? -1 : number(in, from, digits);
      if (size < 0) {
        return false;
      }
      // What follows the last chunk is no chunk.
      untilLine = size == 0 ? Long.MAX_VALUE : digits + LINE_END + (long) size + LINE_END;
    }
    untilLine -= bytes;
    return true;
  }

  private static int number(ByteBuf in, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = in.getByte(i) < 0 ? -1 : Character.digit(in.getByte(i), HEX);
      if (digit < 0) {
        return -1;
      }
      number = number * HEX + digit;
    }
    return number;
  }
}
