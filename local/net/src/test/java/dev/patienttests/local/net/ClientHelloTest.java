package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.net.ClientHello.State;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
  private static final ClientHello NAMED = new ClientHello(State.NAMED, "kv-a.vault.azure.net");

  @Test
  void findsTheNameInTheHelloOfARealClient() throws Exception {
    assertThat(ClientHello.read(hello(true))).isEqualTo(NAMED);
  }

  @Test
  void seesThatThereIsNoName() throws Exception {
    assertThat(ClientHello.read(hello(false)).state()).isEqualTo(State.NO_NAME);
  }

  @Test
  void waitsForTheLastByte() throws Exception {
    ByteBuffer hello = hello(true);
    for (int length = 0; length < hello.limit(); length++) {
      assertThat(ClientHello.read(hello.slice(0, length)).state()).isEqualTo(State.INCOMPLETE);
    }
  }

  @Test
  void readsAHelloThatIsCutIntoManyRecords() throws Exception {
    ByteBuffer hello = hello(true);
    ByteBuffer cut = ByteBuffer.allocate(ClientHello.LIMIT);
    for (int at = 5; at < hello.limit(); at += 40) {
      int length = Math.min(40, hello.limit() - at);
      cut.put(new byte[] {22, 3, 1}).putShort((short) length).put(hello.slice(at, length));
    }
    assertThat(ClientHello.read(cut.flip())).isEqualTo(NAMED);
  }

  @Test
  void refusesAnEndlessHello() {
    ByteBuffer hello = ByteBuffer.allocate(ClientHello.LIMIT);
    while (hello.remaining() >= 1029) {
      hello.put(new byte[] {22, 3, 1}).putShort((short) 1024);
      hello.put(new byte[] {1, 0, 0x47, 0}).put(new byte[1020]);
    }
    hello.put(new byte[] {22, 3, 1}).position(hello.limit());
    assertThat(ClientHello.read(hello.flip()).state()).isEqualTo(State.INVALID);
  }

  @Test
  void survivesChangedBytes() throws Exception {
    Random random = new Random(42);
    ByteBuffer original = hello(true);
    for (int i = 0; i < 20_000; i++) {
      ByteBuffer changed = ByteBuffer.allocate(original.limit()).put(original.duplicate()).flip();
      changed.put(random.nextInt(changed.limit()), (byte) random.nextInt(256));
      assertThat(ClientHello.read(changed)).isNotNull();
    }
  }

  private static ByteBuffer hello(boolean named) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    if (named) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(NAMED.serverName())));
      engine.setSSLParameters(parameters);
    }
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    return hello.flip();
  }
}
