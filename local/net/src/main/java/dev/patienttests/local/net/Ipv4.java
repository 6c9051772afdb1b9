package dev.patienttests.local.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses as the virtual network hands them out. */
final class Ipv4 {
  private static final Pattern CIDR =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  /** Azure keeps the first four addresses of a subnet for itself. */
  private static final int FIRST_USABLE = 4;

  private Ipv4() {}

  /**
   * The first address of a subnet that a machine may have.
   *
   * @throws IllegalArgumentException when the text is no IPv4 CIDR block with room for a machine
   */
  static InetAddress addressInside(String cidr) {
    Matcher parts = CIDR.matcher(cidr);
    if (!parts.matches() || Integer.parseInt(parts.group(5)) > 29) {
      throw notUsable(cidr);
    }
    int network = 0;
    for (int group = 1; group <= 4; group++) {
      int octet = Integer.parseInt(parts.group(group));
      if (octet > 255) {
        throw notUsable(cidr);
      }
      network = network << 8 | octet;
    }
    int bits = Integer.parseInt(parts.group(5));
    int mask = bits == 0 ? 0 : -1 << (32 - bits);
    return of((network & mask) + FIRST_USABLE);
  }

  /**
   * A public address for a caller that has none of its own: one of a block that RFC 5737 keeps for
   * documentation, always the same for the same name.
   */
  static InetAddress publicAddressFor(String name) {
    int lastOctet = 1 + Math.floorMod(name.hashCode(), 254);
    return of(198 << 24 | 51 << 16 | 100 << 8 | lastOctet);
  }

  /** The address that every caller from the internet has, of another such block. */
  static InetAddress internetCaller() {
    return of(203 << 24 | 113 << 8 | 10);
  }

  /** 127.0.0.1, whatever the machine prefers. */
  static InetAddress loopback() {
    return of(127 << 24 | 1);
  }

  private static InetAddress of(int address) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(address).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("Four bytes are an address", e);
    }
  }

  private static IllegalArgumentException notUsable(String cidr) {
    return new IllegalArgumentException("'" + cidr + "' is no IPv4 prefix that a subnet can have");
  }
}
