package dev.patienttests.local.net;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The header of the PROXY protocol, version 2, that goes before each connection of the network. */
public final class ProxyHeader {
  /** Type of the value that holds the network's token; 0xE0 to 0xEF are free for own use. */
  public static final int TLV_TOKEN = 0xE0;

  /** Type of the value that holds the resource id of the caller's subnet. */
  static final int TLV_SUBNET = 0xE1;

  private static final byte[] SIGNATURE = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };
  private static final int VERSION_2_PROXY = 0x21;
  private static final int TCP_OVER_IPV4 = 0x11;
  private static final int ADDRESSES_LENGTH = 12;
  private static final int HTTPS_PORT = 443;

  private ProxyHeader() {}

  static ByteBuffer encode(
      InetAddress source, int sourcePort, String networkToken, Optional<String> subnetId) {
    byte[] token = networkToken.getBytes(StandardCharsets.UTF_8);
    byte[] subnet = subnetId.orElse("").getBytes(StandardCharsets.UTF_8);
    int length =
        ADDRESSES_LENGTH + 3 + token.length + (subnetId.isPresent() ? 3 + subnet.length : 0);
    ByteBuffer header = ByteBuffer.allocate(SIGNATURE.length + 4 + length);
    header.put(SIGNATURE).put((byte) VERSION_2_PROXY).put((byte) TCP_OVER_IPV4);
    header.putShort((short) length);
    header.put(source.getAddress()).put(Ipv4.loopback().getAddress());
    header.putShort((short) sourcePort).putShort((short) HTTPS_PORT);
    putValue(header, TLV_TOKEN, token);
    if (subnetId.isPresent()) {
      putValue(header, TLV_SUBNET, subnet);
    }
    return header.flip();
  }

  private static void putValue(ByteBuffer header, int type, byte[] value) {
    header.put((byte) type).putShort((short) value.length).put(value);
  }
}
