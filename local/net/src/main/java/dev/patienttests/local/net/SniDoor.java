package dev.patienttests.local.net;

import dev.patienttests.local.net.Hosts.Origin;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Leads callers from the internet to the host that their TLS handshake names. */
final class SniDoor implements Door {
  /** Fatal alert of TLS 1.2's record version: unrecognized_name (RFC 6066, section 3). */
  private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

  private static final Decision UNDECIDED = new Decision.Undecided();

  private final Hosts hosts;
  private final Origin origin = Origin.internet();

  SniDoor(Hosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public int limit() {
    return ClientHello.LIMIT;
  }

  @Override
  public Decision decide(ByteBuffer received, InetSocketAddress client) {
    ClientHello hello = ClientHello.read(received);
    return switch (hello.state()) {
      case INCOMPLETE -> UNDECIDED;
      case INVALID ->
          new Decision.Refused(ByteBuffer.allocate(0), "edge: no valid TLS client hello");
      case NO_NAME ->
          new Decision.Refused(ByteBuffer.wrap(UNRECOGNIZED_NAME), "edge: no server name");
      case NAMED ->
          hosts
              .route(hello.serverName(), origin, client, 0)
              .<Decision>map(route -> route)
              .orElseGet(
                  () ->
                      new Decision.Refused(
                          ByteBuffer.wrap(UNRECOGNIZED_NAME),
                          "edge: unknown host " + hello.serverName()));
    };
  }
}
