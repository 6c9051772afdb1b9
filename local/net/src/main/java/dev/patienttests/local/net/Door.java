package dev.patienttests.local.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/** How a listener of the virtual network finds out where a new connection is to go. */
interface Door {
  /** How many bytes it may need to see; 0: it decides without any. */
  int limit();

  /**
   * Decides by what has been received so far.
   *
   * @param received from position 0 to its limit; may be moved within
   */
  Decision decide(ByteBuffer received, InetSocketAddress client);

  /** What the client is told once the target has accepted. */
  default ByteBuffer connected() {
    return ByteBuffer.allocate(0);
  }

  /** What the client is told when the target is stopped, does not accept, or not in time. */
  default ByteBuffer unreachable(Unreachable reason, String hostName) {
    return ByteBuffer.allocate(0);
  }

  /** Why a known target cannot be reached. */
  enum Unreachable {
    STOPPED,
    REFUSED,
    TIMEOUT
  }

  /** What a door decides. */
  sealed interface Decision {
    /** Not yet: more bytes are needed. */
    record Undecided() implements Decision {}

    /**
     * The connection goes nowhere.
     *
     * @param answer sent before it is closed
     * @param reason for the log
     */
    record Refused(ByteBuffer answer, String reason) implements Decision {}

    /**
     * The connection goes to a target.
     *
     * @param hostName for the log, and to find the connection by
     * @param stopped whether the target admits no connections
     * @param port of the target on the loopback address
     * @param header sent to the target first
     * @param consumed how many of the received bytes are not for the target
     */
    record Route(
        String hostName, boolean stopped, IntSupplier port, ByteBuffer header, int consumed)
        implements Decision {}
  }
}
