package dev.patienttests.local.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** The host names that the network knows, and what a caller looks like to each. */
final class Hosts {
  private final String networkToken;
  private final Map<String, Host> byName = new ConcurrentHashMap<>();

  Hosts(String networkToken) {
    this.networkToken = networkToken;
  }

  private record Host(String serviceName, IntSupplier port, boolean stopped) {}

  /** Who calls: the subnet, or the internet. */
  record Origin(Optional<Subnet> subnet, InetAddress publicAddress) {
    static Origin of(Subnet subnet) {
      return new Origin(Optional.of(subnet), Ipv4.publicAddressFor(subnet.id()));
    }

    static Origin internet() {
      return new Origin(Optional.empty(), Ipv4.internetCaller());
    }
  }

  void publish(String hostName, String serviceName, IntSupplier port) {
    byName.compute(
        key(hostName),
        (name, before) -> new Host(serviceName, port, before != null && before.stopped()));
  }

  void withdraw(String hostName) {
    byName.remove(key(hostName));
  }

  void setStopped(String hostName, boolean stopped) {
    Host changed =
        byName.computeIfPresent(
            key(hostName), (name, host) -> new Host(host.serviceName(), host.port(), stopped));
    if (changed == null) {
      throw new IllegalArgumentException("Host '" + hostName + "' is not known in this network");
    }
  }

  /** The way to a host for a caller, if there is such a host. */
  Optional<Door.Decision.Route> route(
      String hostName, Origin origin, InetSocketAddress client, int consumed) {
    String name = key(hostName);
    return Optional.ofNullable(byName.get(name))
        .map(
            host -> {
              Optional<Subnet> subnet =
                  origin.subnet().filter(from -> from.reachesAsItself(host.serviceName()));
              InetAddress source =
                  subnet
                      .map(from -> Ipv4.addressInside(from.addressPrefix()))
                      .orElse(origin.publicAddress());
              return new Door.Decision.Route(
                  name,
                  host.stopped(),
                  host.port(),
                  ProxyHeader.encode(
                      source, client.getPort(), networkToken, subnet.map(Subnet::id)),
                  consumed);
            });
  }

  /** The form in which names are compared (RFC 4343). */
  static String key(String hostName) {
    return hostName.toLowerCase(Locale.ROOT);
  }
}
