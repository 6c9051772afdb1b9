package dev.patienttests.local.net;

import dev.patienttests.local.net.Door.Decision;
import dev.patienttests.local.net.Door.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One connection through the network: first its door decides where it goes, then the target is
 * connected, then bytes flow both ways until both sides have ended. All of it on one loop's thread.
 */
final class Link {
  private static final Logger LOG = Logger.getLogger(VirtualNetwork.class.getName());
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** When the time to open is over; kept by the loop. */
  long deadline;

  private final RelayLoop loop;
  private final SocketChannel client;
  private final Door door;
  private InetSocketAddress address;
  private ByteBuffer received;
  private SelectionKey clientKey;
  private SocketChannel target;
  private String hostName = "";
  private State state = State.DECIDING;

  private enum State {
    DECIDING,
    CONNECTING,
    REFUSING,
    RELAYING,
    CLOSED
  }

  private Link(RelayLoop loop, SocketChannel client, Door door) {
    this.loop = loop;
    this.client = client;
    this.door = door;
    this.received = door.limit() == 0 ? NOTHING : ByteBuffer.allocate(door.limit());
  }

  private interface Retry {
    void run() throws IOException;
  }

  /** What a channel of a link does when it is ready. */
  record Side(Link link, RelayLoop.Ready action) implements RelayLoop.Ready {
    @Override
    public void ready(SelectionKey key) throws IOException {
      action.ready(key);
    }
  }

  static void open(RelayLoop loop, SocketChannel client, Door door) {
    Link link = new Link(loop, client, door);
    loop.opened(link);
    try {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      link.address = (InetSocketAddress) client.getRemoteAddress();
      boolean blind = door.limit() == 0;
      link.clientKey =
          loop.register(
              client, blind ? 0 : SelectionKey.OP_READ, new Side(link, key -> link.receive()));
      if (blind) {
        link.follow(door.decide(NOTHING, link.address));
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "Connection ended before it was open", e);
      link.close();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Connection cannot be opened", e);
      link.close();
    }
  }

  boolean isOpening() {
    return state == State.DECIDING || state == State.CONNECTING || state == State.REFUSING;
  }

  boolean leadsTo(String name) {
    return hostName.equals(name);
  }

  /** The time to open is over. */
  void expire() {
    try {
      if (state == State.CONNECTING) {
        refuse(Unreachable.TIMEOUT);
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "Client did not wait", e);
    }
    close();
  }

  void close() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    loop.closed(this);
    closeQuietly(client);
    if (target != null) {
      closeQuietly(target);
    }
  }

  private void receive() throws IOException {
    boolean ended;
    if (state == State.DECIDING) {
      ended = client.read(received) < 0;
      if (!ended) {
        follow(door.decide(received.duplicate().flip(), address));
      }
    } else {
      ended = client.read(loop.scratch()) < 0;
    }
    if (ended) {
      close();
    }
  }

  private void follow(Decision decision) throws IOException {
    if (decision instanceof Decision.Refused refused) {
      LOG.log(Level.INFO, "Refused, {0}", refused.reason());
      refuse(refused.answer());
    } else if (decision instanceof Decision.Route route) {
      connect(route);
    }
  }

  private void connect(Decision.Route route) throws IOException {
    hostName = route.hostName();
    if (route.stopped()) {
      refuse(Unreachable.STOPPED);
      return;
    }
    state = State.CONNECTING;
    clientKey.interestOps(0);
    ByteBuffer rest = received.flip().position(route.consumed());
    ByteBuffer first =
        ByteBuffer.allocate(route.header().remaining() + rest.remaining())
            .put(route.header())
            .put(rest)
            .flip();
    received = NOTHING;
    connect(route.port(), 0, first);
  }

  /** A target that has just died leaves its turn to the next one, if there is another. */
  private void connect(IntSupplier ports, int refusedBy, ByteBuffer first) throws IOException {
    int port = ports.getAsInt();
    if (port <= 0 || port == refusedBy) {
      refuse(Unreachable.REFUSED);
      return;
    }
    target = SocketChannel.open();
    target.configureBlocking(false);
    target.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Retry retry = () -> connect(refusedBy == 0 ? ports : () -> 0, port, first);
    try {
      if (target.connect(new InetSocketAddress(Ipv4.loopback(), port))) {
        relay(loop.register(target, 0, key -> {}), first);
      } else {
        loop.register(
            target,
            SelectionKey.OP_CONNECT,
            new Side(this, key -> finishConnect(key, first, retry)));
      }
    } catch (ConnectException e) {
      target.close();
      retry.run();
    }
  }

  private void finishConnect(SelectionKey targetKey, ByteBuffer first, Retry retry)
      throws IOException {
    if (state != State.CONNECTING) {
      return;
    }
    try {
      target.finishConnect();
    } catch (IOException e) {
      target.close();
      retry.run();
      return;
    }
    relay(targetKey, first);
  }

  private void relay(SelectionKey targetKey, ByteBuffer first) throws IOException {
    state = State.RELAYING;
    Flow up = new Flow(loop, clientKey, targetKey);
    Flow down = new Flow(loop, targetKey, clientKey);
    clientKey.attach(new Side(this, key -> carry(key, up, down)));
    targetKey.attach(new Side(this, key -> carry(key, down, up)));
    targetKey.interestOps(0);
    down.start(door.connected());
    up.start(first);
  }

  private void carry(SelectionKey key, Flow out, Flow in) throws IOException {
    int ready = key.readyOps();
    if ((ready & SelectionKey.OP_READ) != 0) {
      out.read();
    }
    if ((ready & SelectionKey.OP_WRITE) != 0) {
      in.write();
    }
    if (out.hasEnded() && in.hasEnded()) {
      close();
    }
  }

  private void refuse(Unreachable reason) throws IOException {
    LOG.log(Level.INFO, "{0}: {1}", new Object[] {hostName, reason});
    refuse(door.unreachable(reason, hostName));
  }

  /** Sends the last bytes and waits for the client to end, so that it surely reads them. */
  private void refuse(ByteBuffer answer) throws IOException {
    if (!answer.hasRemaining() || client.write(answer) < answer.limit()) {
      close();
      return;
    }
    client.shutdownOutput();
    state = State.REFUSING;
    received = NOTHING;
    clientKey.interestOps(SelectionKey.OP_READ);
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "Closing", e);
    }
  }
}
