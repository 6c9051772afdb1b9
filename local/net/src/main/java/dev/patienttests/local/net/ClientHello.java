package dev.patienttests.local.net;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The first message of a TLS handshake (RFC 8446, section 4.1.2), as far as the server name in it
 * (RFC 6066, section 3). It may be cut into several records.
 *
 * @param serverName the name; empty unless the state is {@code NAMED}
 */
record ClientHello(State state, String serverName) {
  /** No client hello of an honest client, its records included, is longer. */
  static final int LIMIT = 18 * 1024;

  enum State {
    INCOMPLETE,
    INVALID,
    NO_NAME,
    NAMED
  }

  private static final int HANDSHAKE_RECORD = 22;
  private static final int CLIENT_HELLO_MESSAGE = 1;
  private static final int RECORD_LIMIT = 1 << 14;
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int SERVER_NAME_EXTENSION = 0;
  private static final int HOST_NAME = 0;
  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*");

  private static final ClientHello INCOMPLETE = new ClientHello(State.INCOMPLETE, "");
  private static final ClientHello INVALID = new ClientHello(State.INVALID, "");
  private static final ClientHello NO_NAME = new ClientHello(State.NO_NAME, "");

  /** Reads what has come so far, from index 0 to the limit. */
  static ClientHello read(ByteBuffer received) {
    ByteBuffer message = ByteBuffer.allocate(LIMIT);
    int at = 0;
    while (true) {
      int here = received.limit() - at;
      boolean handshake = here < 1 || received.get(at) == HANDSHAKE_RECORD;
      boolean version3 = here < 2 || received.get(at + 1) == 3;
      if (!handshake || !version3) {
        return INVALID;
      }
      if (here < RECORD_HEADER) {
        return incomplete(received);
      }
      int length = received.getShort(at + 3) & 0xFFFF;
      if (length == 0 || length > RECORD_LIMIT) {
        return INVALID;
      }
      if (here < RECORD_HEADER + length) {
        return incomplete(received);
      }
      message.put(received.slice(at + RECORD_HEADER, length));
      at += RECORD_HEADER + length;
      if (message.position() >= MESSAGE_HEADER) {
        int body = message.getInt(0) & 0xFFFFFF;
        if (message.get(0) != CLIENT_HELLO_MESSAGE || body > LIMIT) {
          return INVALID;
        }
        if (message.position() >= MESSAGE_HEADER + body) {
          return message.position() == MESSAGE_HEADER + body
              ? parse(message.slice(MESSAGE_HEADER, body))
              : INVALID;
        }
      }
    }
  }

  private static ClientHello incomplete(ByteBuffer received) {
    return received.limit() < LIMIT ? INCOMPLETE : INVALID;
  }

  private static ClientHello parse(ByteBuffer body) {
    try {
      body.position(2 + 32); // version, random
      block8(body); // session id
      block16(body); // cipher suites
      block8(body); // compression methods
      if (!body.hasRemaining()) {
        return NO_NAME;
      }
      ByteBuffer extensions = block16(body);
      if (body.hasRemaining()) {
        return INVALID;
      }
      ClientHello found = NO_NAME;
      while (extensions.hasRemaining()) {
        int type = extensions.getShort() & 0xFFFF;
        ByteBuffer extension = block16(extensions);
        if (type == SERVER_NAME_EXTENSION) {
          if (found.state() != State.NO_NAME) {
            return INVALID;
          }
          found = serverName(extension);
        }
      }
      return found;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return INVALID; // a length that leads beyond the message
    }
  }

  private static ClientHello serverName(ByteBuffer extension) {
    ByteBuffer names = block16(extension);
    int type = names.get();
    String name = StandardCharsets.ISO_8859_1.decode(block16(names)).toString();
    boolean valid =
        type == HOST_NAME
            && !names.hasRemaining()
            && !extension.hasRemaining()
            && DNS_NAME.matcher(name).matches();
    return valid ? new ClientHello(State.NAMED, name) : INVALID;
  }

  private static ByteBuffer block8(ByteBuffer from) {
    return block(from, from.get() & 0xFF);
  }

  private static ByteBuffer block16(ByteBuffer from) {
    return block(from, from.getShort() & 0xFFFF);
  }

  private static ByteBuffer block(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer block = from.slice(from.position(), length);
    from.position(from.position() + length);
    return block;
  }
}
