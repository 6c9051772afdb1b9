package dev.patienttests.local.net;

import dev.patienttests.local.net.Hosts.Origin;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/** Doors that always lead to the same target and look at nothing. */
final class ForwardDoor {
  private ForwardDoor() {}

  /** To one host, as a subnet. */
  static Door toHost(Hosts hosts, Subnet subnet, String hostName) {
    Origin origin = Origin.of(subnet);
    return new Blind() {
      @Override
      public Decision decide(ByteBuffer received, InetSocketAddress client) {
        return hosts
            .route(hostName, origin, client, 0)
            .<Decision>map(route -> route)
            .orElseGet(
                () ->
                    new Decision.Refused(
                        ByteBuffer.allocate(0),
                        "subnet " + subnet.name() + ": unknown host " + hostName));
      }
    };
  }

  /** To a plain loopback port. */
  static Door toPort(IntSupplier port) {
    return new Blind() {
      @Override
      public Decision decide(ByteBuffer received, InetSocketAddress client) {
        return new Decision.Route("loopback", false, port, ByteBuffer.allocate(0), 0);
      }
    };
  }

  private abstract static class Blind implements Door {
    @Override
    public int limit() {
      return 0;
    }
  }
}
