package dev.patienttests.local.functions.frontend;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 CIDR block. */
record AddressBlock(int network, int mask) {
  private static final Pattern TEXT = Pattern.compile("([0-9.]+)/(\\d{1,2})");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  static Optional<AddressBlock> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 32) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(matcher.group(2));
    int mask = bits == 0 ? 0 : -1 << (32 - bits);
    return address(matcher.group(1)).map(address -> new AddressBlock(address & mask, mask));
  }

  boolean contains(String address) {
    return address(address).filter(it -> (it & mask) == network).isPresent();
  }

  private static Optional<Integer> address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int address = 0;
    for (int group = 1; group <= 4; group++) {
      int octet = Integer.parseInt(matcher.group(group));
      if (octet > 255) {
        return Optional.empty();
      }
      address = (address << 8) | octet;
    }
    return Optional.of(address);
  }
}
