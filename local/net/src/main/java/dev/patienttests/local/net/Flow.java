package dev.patienttests.local.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One direction of a link. While the receiver takes no more, nothing is read from the sender; when
 * the sender has ended, so does the receiver's input, and the other direction goes on.
 */
final class Flow {
  /** Reads in a row before other connections have their turn. */
  private static final int MAX_READS = 4;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final RelayLoop loop;
  private final SelectionKey fromKey;
  private final SelectionKey toKey;
  private final SocketChannel from;
  private final SocketChannel to;
  private ByteBuffer pending = NOTHING;
  private boolean ended;

  Flow(RelayLoop loop, SelectionKey fromKey, SelectionKey toKey) {
    this.loop = loop;
    this.fromKey = fromKey;
    this.toKey = toKey;
    this.from = (SocketChannel) fromKey.channel();
    this.to = (SocketChannel) toKey.channel();
  }

  /** Begins with bytes that were not read from the sender. */
  void start(ByteBuffer first) throws IOException {
    pending = first;
    to.write(pending);
    if (pending.hasRemaining()) {
      toKey.interestOpsOr(SelectionKey.OP_WRITE);
    } else {
      pending = NOTHING;
      fromKey.interestOpsOr(SelectionKey.OP_READ);
    }
  }

  /** Carries what the sender has sent. */
  void read() throws IOException {
    for (int i = 0; i < MAX_READS; i++) {
      ByteBuffer bytes = loop.scratch();
      int count = from.read(bytes);
      if (count < 0) {
        end();
        return;
      }
      to.write(bytes.flip());
      if (bytes.hasRemaining()) {
        pending = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        fromKey.interestOpsAnd(~SelectionKey.OP_READ);
        toKey.interestOpsOr(SelectionKey.OP_WRITE);
        return;
      }
      if (count < bytes.capacity()) {
        return;
      }
    }
  }

  /** Carries what the receiver did not take before. */
  void write() throws IOException {
    to.write(pending);
    if (!pending.hasRemaining()) {
      pending = NOTHING;
      toKey.interestOpsAnd(~SelectionKey.OP_WRITE);
      fromKey.interestOpsOr(SelectionKey.OP_READ);
    }
  }

  boolean hasEnded() {
    return ended;
  }

  private void end() throws IOException {
    ended = true;
    fromKey.interestOpsAnd(~SelectionKey.OP_READ);
    to.shutdownOutput();
  }
}
