package dev.patienttests.local.net;

import dev.patienttests.local.net.Hosts.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

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
  private static final int BACKLOG = 256;
  private static final int LOOPS = 2;
  private static final long OPENING_NANOS = 10_000_000_000L;

  private final Hosts hosts;
  private final List<RelayLoop> loops;
  private final AtomicInteger nextLoop = new AtomicInteger();
  private boolean closed;

  /**
   * A network without hosts.
   *
   * @param networkToken secret that the listeners of the processes expect
   */
  public VirtualNetwork(String networkToken) {
    this(networkToken, OPENING_NANOS);
  }

  VirtualNetwork(String networkToken, long openingNanos) {
    hosts = new Hosts(networkToken);
    loops = IntStream.range(0, LOOPS).mapToObj(i -> loop(i, openingNanos)).toList();
  }

  /**
   * Makes a host name known, or moves it to another port.
   *
   * @param serviceName the Azure service that it belongs to, such as {@code Microsoft.Web}
   * @param port asked for each connection, so that a process may restart on another one; 0 or less
   *     while it does not run
   */
  public synchronized void publish(String hostName, String serviceName, IntSupplier port) {
    checkOpen();
    hosts.publish(hostName, serviceName, port);
  }

  /** Makes a host name known on a port that does not change. */
  public synchronized void publish(String hostName, String serviceName, int port) {
    publish(hostName, serviceName, () -> port);
  }

  /** Forgets a host name and cuts its connections. */
  public synchronized void withdraw(String hostName) {
    checkOpen();
    hosts.withdraw(hostName);
    cut(hostName);
  }

  /**
   * Refuses connections to a known host and cuts the open ones.
   *
   * @throws IllegalArgumentException when the host is not known
   */
  public synchronized void stop(String hostName) {
    checkOpen();
    hosts.setStopped(hostName, true);
    cut(hostName);
  }

  /**
   * Admits connections to a known host again.
   *
   * @throws IllegalArgumentException when the host is not known
   */
  public synchronized void start(String hostName) {
    checkOpen();
    hosts.setStopped(hostName, false);
  }

  /** A CONNECT proxy that speaks as a subnet, on any free port. */
  public synchronized InetSocketAddress egress(Subnet subnet) throws IOException {
    return egress(subnet, 0);
  }

  /**
   * A CONNECT proxy that speaks as a subnet. It opens tunnels to port 443 of known hosts and
   * answers everything else with 403 and the reason; a host that is known but does not answer, with
   * 502 or 504.
   *
   * @throws IOException when the port is taken
   */
  public synchronized InetSocketAddress egress(Subnet subnet, int port) throws IOException {
    return listen(port, new ConnectDoor(hosts, Origin.of(subnet), "subnet " + subnet.name()));
  }

  /**
   * A CONNECT proxy that speaks as the internet, on any free port: for clients that cannot be led
   * by the name in their handshake.
   */
  public synchronized InetSocketAddress internet() throws IOException {
    return listen(0, new ConnectDoor(hosts, Origin.internet(), "the internet"));
  }

  /**
   * A listener for callers from the internet, who are led to the host that their TLS handshake
   * names.
   *
   * @throws IOException when the port is taken
   */
  public synchronized InetSocketAddress edge(int port) throws IOException {
    return listen(port, new SniDoor(hosts));
  }

  /**
   * A port that stands for one host as seen from a subnet, for clients that use no proxy.
   *
   * @param preferredPort taken if it is free, any other if not
   * @throws IOException when no port can be had
   */
  public synchronized InetSocketAddress forward(Subnet subnet, String hostName, int preferredPort)
      throws IOException {
    return listenPreferably(preferredPort, ForwardDoor.toHost(hosts, subnet, hostName));
  }

  /**
   * A port that leads to a plain listener of a process that may restart on another port; no PROXY
   * header is sent.
   *
   * @param preferredPort taken if it is free, any other if not
   * @throws IOException when no port can be had
   */
  public synchronized InetSocketAddress loopbackForward(IntSupplier targetPort, int preferredPort)
      throws IOException {
    return listenPreferably(preferredPort, ForwardDoor.toPort(targetPort));
  }

  /** Closes all listeners and connections. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      loops.forEach(RelayLoop::close);
    }
  }

  private InetSocketAddress listenPreferably(int port, Door door) throws IOException {
    try {
      return listen(port, door);
    } catch (BindException e) {
      return listen(0, door);
    }
  }

  private InetSocketAddress listen(int port, Door door) throws IOException {
    checkOpen();
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(new InetSocketAddress(Ipv4.loopback(), port), BACKLOG);
      listener.configureBlocking(false);
      InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
      loops.get(0).accept(listener, client -> nextLoop().adopt(client, door));
      return address;
    } catch (BindException e) {
      listener.close();
      BindException taken = new BindException("Port " + port + " on 127.0.0.1 is taken");
      taken.initCause(e);
      throw taken;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  private RelayLoop nextLoop() {
    return loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
  }

  private void cut(String hostName) {
    String key = Hosts.key(hostName);
    loops.stream().map(loop -> loop.cut(key)).toList().forEach(CompletableFuture::join);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The network is closed");
    }
  }

  private static RelayLoop loop(int number, long openingNanos) {
    try {
      return new RelayLoop("network-" + number, openingNanos);
    } catch (IOException e) {
      throw new UncheckedIOException("The network cannot be set up", e);
    }
  }
}
