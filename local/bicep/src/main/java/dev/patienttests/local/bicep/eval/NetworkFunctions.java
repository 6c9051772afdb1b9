package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions on address ranges (RFC 4632, RFC 4291 §2.3). */
final class NetworkFunctions {
  // A literal only: the JDK would look up anything that is not an address.
  private static final Pattern CIDR =
      Pattern.compile(
          "(?<address>[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)"
              + "/(?<prefix>[0-9]{1,3})");

  private NetworkFunctions() {}

  static void addTo(Map<String, Builtin> all) {
    all.put("cidrSubnet", new Builtin(3, 3, NetworkFunctions::cidrSubnet));
    all.put("cidrHost", new Builtin(2, 2, NetworkFunctions::cidrHost));
    all.put("parseCidr", new Builtin(1, 1, NetworkFunctions::parseCidr));
  }

  /** A range: its first address, the length of its prefix, and the length of an address. */
  private record Range(BigInteger first, int prefix, int bits) {
    BigInteger size() {
      return BigInteger.ONE.shiftLeft(bits - prefix);
    }

    BigInteger last() {
      return first.add(size()).subtract(BigInteger.ONE);
    }

    boolean isIpv4() {
      return bits == 32;
    }
  }

  private static Range range(Args args, int i) {
    Matcher matcher = CIDR.matcher(args.text(i));
    if (matcher.matches()) {
      try {
        byte[] bytes = InetAddress.getAllByName(matcher.group("address"))[0].getAddress();
        int bits = bytes.length * 8;
        int prefix = Integer.parseInt(matcher.group("prefix"));
        if (prefix <= bits) {
          BigInteger address = new BigInteger(1, bytes);
          int host = bits - prefix;
          return new Range(address.shiftRight(host).shiftLeft(host), prefix, bits);
        }
      } catch (UnknownHostException e) {
        throw args.fail("\"" + args.shown(i) + "\" is no address range");
      }
    }
    throw args.fail("\"" + args.shown(i) + "\" is no address range");
  }

  private static Value cidrSubnet(Args args) {
    Range whole = range(args, 0);
    long prefix = args.number(1);
    long index = args.number(2);
    if (prefix < whole.prefix() || prefix > whole.bits()) {
      throw args.fail("the new prefix must be from " + whole.prefix() + " to " + whole.bits());
    }
    Range part = new Range(whole.first(), (int) prefix, whole.bits());
    BigInteger first = whole.first().add(part.size().multiply(BigInteger.valueOf(index)));
    if (index < 0 || first.compareTo(whole.last()) > 0) {
      throw args.fail("there is no subnet " + index);
    }
    return args.result(text(first, whole.bits()) + "/" + prefix);
  }

  private static Value cidrHost(Args args) {
    Range range = range(args, 0);
    long index = args.number(1);
    BigInteger host = range.first().add(BigInteger.valueOf(index)).add(BigInteger.ONE);
    if (index < 0 || host.compareTo(range.last()) > 0) {
      throw args.fail("there is no host " + index);
    }
    return args.result(text(host, range.bits()));
  }

  private static Value parseCidr(Args args) {
    Range range = range(args, 0);
    boolean hasBroadcast = range.isIpv4() && range.prefix() < 31;
    BigInteger edge = hasBroadcast ? BigInteger.ONE : BigInteger.ZERO;
    BigInteger mask = BigInteger.ONE.shiftLeft(range.bits()).subtract(range.size());
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("network", args.result(text(range.first(), range.bits())));
    members.put("netmask", args.result(text(mask, range.bits())));
    if (range.isIpv4()) {
      members.put("broadcast", args.result(text(range.last(), range.bits())));
    }
    members.put("firstUsable", args.result(text(range.first().add(edge), range.bits())));
    members.put("lastUsable", args.result(text(range.last().subtract(edge), range.bits())));
    members.put("cidr", args.result(range.prefix()));
    return args.result(members);
  }

  private static String text(BigInteger address, int bits) {
    return bits == 32 ? ipv4(address.longValue()) : ipv6(address);
  }

  private static String ipv4(long address) {
    StringBuilder text = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      text.append((address >> shift) & 255).append(shift == 0 ? "" : ".");
    }
    return text.toString();
  }

  /** The canonical form of RFC 5952. */
  private static String ipv6(BigInteger address) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = address.shiftRight(112 - 16 * i).intValue() & 0xFFFF;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - start > bestLength) {
        bestStart = start;
        bestLength = end - start;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        boolean separated = text.length() > 0 && text.charAt(text.length() - 1) != ':';
        text.append(separated ? ":" : "").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
