package dev.patienttests.local.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who is let on to TLS behind the virtual network. */
class NetworkGateTest {
  private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
  private static final byte[] TOKEN = "network-token".getBytes(StandardCharsets.US_ASCII);
  private static final String NEXT = "what follows";

  private final EmbeddedChannel channel =
      new EmbeddedChannel(new HAProxyMessageDecoder(), new NetworkGate(TOKEN));

  /** From 203.0.113.7, with one value of that type, and what follows. */
  private static ByteBuf header(int type, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    return Unpooled.buffer()
        .writeBytes(SIGNATURE)
        .writeByte(0x21)
        .writeByte(0x11)
        .writeShort(12 + 3 + bytes.length)
        .writeBytes(new byte[] {(byte) 203, 0, 113, 7, 127, 0, 0, 1})
        .writeShort(40_000)
        .writeShort(443)
        .writeByte(type)
        .writeShort(bytes.length)
        .writeBytes(bytes)
        .writeBytes(NEXT.getBytes(StandardCharsets.US_ASCII));
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  @Test
  void whomTheNetworkVouchesForIsLetOnWithTheAddressThatItSays() {
    channel.writeInbound(header(0xE0, "network-token"));

    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.attr(GatewaySite.ADDRESS).get()).isEqualTo("203.0.113.7");
    ByteBuf next = channel.readInbound();
    assertThat(next.toString(StandardCharsets.US_ASCII)).isEqualTo(NEXT);
    assertThat(channel.pipeline().get(NetworkGate.class)).isNull();
  }

  @Test
  void anotherTokenClosesTheConnection() {
    channel.writeInbound(header(0xE0, "network-tokem"));
    assertThat(channel.isOpen()).isFalse();
    ByteBuf answer = channel.readOutbound();
    assertThat(answer).isNull();
  }

  @Test
  void aTokenInAnotherPlaceClosesTheConnection() {
    channel.writeInbound(header(0xE2, "network-token"));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aHeaderOfTheFirstVersionHasNoTokenAndClosesTheConnection() {
    channel.writeInbound(text("PROXY TCP4 203.0.113.7 127.0.0.1 40000 443\r\n" + NEXT));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aConnectionWithoutHeaderIsClosedAndNothingIsAnswered() {
    channel.writeInbound(text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    assertThat(channel.isOpen()).isFalse();
    ByteBuf answer = channel.readOutbound();
    assertThat(answer).isNull();
  }
}
