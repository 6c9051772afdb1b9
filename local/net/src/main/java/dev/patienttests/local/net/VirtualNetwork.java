package dev.patienttests.local.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.IntSupplier;

/**
 * The virtual network of the stack: it knows which host name is served by which process, who is
 * calling, and puts both together. Each connection to a process starts with a PROXY protocol header
 * that carries the caller's address, the network's token and, only where the caller's subnet has a
 * service endpoint for the target's service, the id of that subnet (Azure documentation, virtual
 * network service endpoints). What follows passes untouched, so TLS goes from end to end.
 *
 * <p>All listeners are on the loopback address. Port 0 means any free one.
 */
public final class VirtualNetwork implements AutoCloseable {
  /** A network without hosts. */
  public VirtualNetwork(String networkToken) {}

  /**
   * Makes a host name known, or moves it to another port.
   *
   * @param serviceName the Azure service that it belongs to, such as {@code Microsoft.Web}
   * @param port asked for each connection, so that a process may restart on another one; 0 or less
   *     while it does not run
   */
  public void publish(String hostName, String serviceName, IntSupplier port) {
    pending();
  }

  /** Makes a host name known on a port that does not change. */
  public void publish(String hostName, String serviceName, int port) {
    publish(hostName, serviceName, () -> port);
  }

  /** Forgets a host name and cuts its connections. */
  public void withdraw(String hostName) {
    pending();
  }

  /**
   * Refuses connections to a known host and cuts the open ones.
   *
   * @throws IllegalArgumentException when the host is not known
   */
  public void stop(String hostName) {
    pending();
  }

  /**
   * Admits connections to a known host again.
   *
   * @throws IllegalArgumentException when the host is not known
   */
  public void start(String hostName) {
    pending();
  }

  /** A CONNECT proxy that speaks as a subnet, on any free port. */
  public InetSocketAddress egress(Subnet subnet) throws IOException {
    return egress(subnet, 0);
  }

  /**
   * A CONNECT proxy that speaks as a subnet. It opens tunnels to port 443 of known hosts and
   * answers everything else with 403 and the reason; a host that is known but does not answer, with
   * 502 or 504.
   *
   * @throws IOException when the port is taken
   */
  public InetSocketAddress egress(Subnet subnet, int port) throws IOException {
    return pending();
  }

  /**
   * A listener for callers from the internet, who are led to the host that their TLS handshake
   * names.
   *
   * @throws IOException when the port is taken
   */
  public InetSocketAddress edge(int port) throws IOException {
    return pending();
  }

  /**
   * A port that stands for one host as seen from a subnet, for clients that use no proxy.
   *
   * @param preferredPort taken if it is free, any other if not
   * @throws IOException when no port can be had
   */
  public InetSocketAddress forward(Subnet subnet, String hostName, int preferredPort)
      throws IOException {
    return pending();
  }

  /**
   * A port that leads to a plain listener of a process that may restart on another port; no PROXY
   * header is sent.
   *
   * @param preferredPort taken if it is free, any other if not
   * @throws IOException when no port can be had
   */
  public InetSocketAddress loopbackForward(IntSupplier targetPort, int preferredPort)
      throws IOException {
    return pending();
  }

  /** Closes all listeners and connections. */
  @Override
  public void close() {}

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T pending() {
    throw new UnsupportedOperationException();
  }
}
