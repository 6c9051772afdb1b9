package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ip-filter}: lets in, or keeps out, callers by the address of their connection. What a
 * header says about addresses does not count.
 */
record IpFilter(boolean allows, List<Range> ranges) implements Policy {

  /** Addresses of one family, both ends included. */
  record Range(int length, BigInteger from, BigInteger to) {
    boolean contains(byte[] address) {
      BigInteger number = new BigInteger(1, address);
      return address.length == length && number.compareTo(from) >= 0 && number.compareTo(to) <= 0;
    }
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "ip-filter",
        Set.of(Section.INBOUND),
        Set.of("action"),
        Content.CHILDREN,
        List.of("address", "address-range"),
        IpFilter::read);
  }

  private static IpFilter read(PolicyReader reader) {
    reader.requiredLiteral("action");
    String action = reader.choice("action", "allow", Set.of("allow", "forbid"));
    List<Range> ranges = new ArrayList<>();
    for (PolicyElement child : reader.children("address")) {
      String text =
          reader
              .of(child, Set.of(), Content.TEXT)
              .text()
              .literal()
              .orElseThrow(() -> child.refusal("expressions are not allowed here"));
      ranges.add(range(child, text, text));
    }
    for (PolicyElement child : reader.children("address-range")) {
      PolicyReader inner = reader.of(child, Set.of("from", "to"), Content.EMPTY);
      ranges.add(range(child, inner.requiredLiteral("from"), inner.requiredLiteral("to")));
    }
    if (ranges.isEmpty()) {
      throw reader.element().refusal("needs an <address> or an <address-range>");
    }
    return new IpFilter(action.equals("allow"), List.copyOf(ranges));
  }

  private static Range range(PolicyElement element, String from, String to) {
    byte[] first = address(from).orElseThrow(() -> element.refusal("'" + from + "' is no address"));
    byte[] last = address(to).orElseThrow(() -> element.refusal("'" + to + "' is no address"));
    Range range = new Range(first.length, new BigInteger(1, first), new BigInteger(1, last));
    if (first.length != last.length || range.from().compareTo(range.to()) > 0) {
      throw element.refusal("the range ends before it begins");
    }
    return range;
  }

  /** The octets of an address in numbers; a name is none, nothing is looked up. */
  private static Optional<byte[]> address(String text) {
    String bare = text.strip();
    boolean v4 = bare.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    boolean v6 = bare.indexOf(':') >= 0 && bare.matches("[0-9a-fA-F:.]+");
    try {
      return v4 || v6 ? Optional.of(InetAddress.getByName(bare).getAddress()) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public Flow run(Exchange exchange) {
    Optional<byte[]> caller = address(exchange.request().ipAddress());
    if (caller.isEmpty()) {
      throw refused("FailedToParseCallerIP", "The address of the caller is none.");
    }
    boolean listed = ranges.stream().anyMatch(range -> range.contains(caller.get()));
    if (listed == allows) {
      return Flow.CONTINUE;
    }
    throw allows
        ? refused(
            "CallerIpNotAllowed",
            "Caller IP address " + exchange.request().ipAddress() + " is not allowed.")
        : refused("CallerIpBlocked", "Caller IP address is blocked.");
  }

  private static PolicyFailure refused(String reason, String message) {
    return PolicyFailure.refused(
        403, reason, message + " Access denied.", "Forbidden", new Headers());
  }
}
