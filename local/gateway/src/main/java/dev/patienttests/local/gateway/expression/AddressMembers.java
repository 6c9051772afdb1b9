package dev.patienttests.local.gateway.expression;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Members of IPAddress. */
final class AddressMembers {
  private AddressMembers() {}

  /** An address of a host by number. */
  private record Address(InetAddress value) implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("IPAddress");
    }

    @Override
    public String toString() {
      return value instanceof Inet4Address
          ? value.getHostAddress()
          : compressed(value.getAddress());
    }
  }

  /** RFC 5952: the longest run of zeros is left out. */
  private static String compressed(byte[] octets) {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < 16; i += 2) {
      groups
          .append(i == 0 ? "" : ":")
          .append(Integer.toHexString(((octets[i] & 0xFF) << 8) | (octets[i + 1] & 0xFF)));
    }
    String text = groups.toString();
    for (int run = 8; run > 1; run--) {
      Matcher matcher = Pattern.compile("(^|:)0(:0){" + (run - 1) + "}(:|$)").matcher(text);
      if (matcher.find()) {
        return text.substring(0, matcher.start()) + "::" + text.substring(matcher.end());
      }
    }
    return text;
  }

  static void register(MemberQuery m) {
    m.add(
        "static IPAddress IPAddress.Parse(string s)",
        a ->
            address(a.text(0))
                .orElseThrow(() -> DotNetException.format("An invalid IP address was specified.")));
    m.add(
        "static bool IPAddress.TryParse(string s, out IPAddress result)",
        a -> {
          a.values()[1] = a.at(0) == null ? null : address(a.text(0)).orElse(null);
          return a.at(1) != null;
        });
    m.property("static IPAddress IPAddress.Loopback", a -> address("127.0.0.1").orElseThrow());
    m.property(
        "AddressFamily IPAddress.AddressFamily",
        a ->
            EnumValue.of(
                TypeTable.named("AddressFamily"),
                a.me(Address.class).value() instanceof Inet4Address
                    ? "InterNetwork"
                    : "InterNetworkV6"));
    m.add(
        "byte[] IPAddress.GetAddressBytes()",
        a -> CsArray.bytes(a.me(Address.class).value().getAddress()));
    m.add(
        "static bool IPAddress.IsLoopback(IPAddress a)",
        a -> a.at(0, Address.class).value().isLoopbackAddress());
  }

  /**
   * One to four numbers, decimal, octal or hexadecimal; or IPv6. Never a name, which one would look
   * up.
   */
  private static Optional<Address> address(String text) {
    try {
      if (text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]+")) {
        return Optional.of(new Address(InetAddress.getByName(text)));
      }
      String[] parts = text.split("\\.", -1);
      if (parts.length > 4) {
        return Optional.empty();
      }
      long value = 0;
      for (int i = 0; i < parts.length; i++) {
        long part = Long.decode(parts[i]);
        long limit = i < parts.length - 1 ? 256 : 1L << (8 * (5 - parts.length));
        if (part < 0 || part >= limit || !parts[i].matches("[0-9a-fA-FxX]+")) {
          return Optional.empty();
        }
        value = i < parts.length - 1 ? value | (part << (8 * (3 - i))) : value | part;
      }
      byte[] octets = {
        (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
      };
      return Optional.of(new Address(InetAddress.getByAddress(octets)));
    } catch (UnknownHostException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
