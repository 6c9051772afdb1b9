package dev.patienttests.local.functions.frontend;

import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.Rule;
import dev.patienttests.local.net.Caller;
import dev.patienttests.local.net.StartException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Access restrictions of a site (Azure documentation, access restrictions): the rules in order of
 * priority, the first that matches decides, then the default action.
 */
final class AccessRules {
  private final List<Entry> entries;
  private final boolean defaultAllows;

  private record Entry(Predicate<Caller> matches, boolean allows) {}

  private AccessRules(List<Entry> entries, boolean defaultAllows) {
    this.entries = entries;
    this.defaultAllows = defaultAllows;
  }

  /**
   * Reads the rules.
   *
   * @param what names the site in messages
   * @throws StartException for an action or a kind of rule that is not supported
   */
  static AccessRules of(String what, AccessRestrictions restrictions) {
    List<Entry> entries =
        restrictions.rules().stream()
            .sorted(Comparator.comparingInt(Rule::priority))
            .map(rule -> entry(what + ", access restriction '" + rule.name() + "'", rule))
            .toList();
    return new AccessRules(
        entries, allows(what + ", default action", restrictions.defaultAction()));
  }

  private static Entry entry(String what, Rule rule) {
    if (rule.ipAddress().isPresent() == rule.subnetId().isPresent()) {
      throw new StartException(what + ": exactly one of address and subnet is needed");
    }
    boolean allows = allows(what, rule.action());
    if (rule.subnetId().isPresent()) {
      String subnet = rule.subnetId().get();
      return new Entry(
          caller -> caller.subnetId().filter(subnet::equalsIgnoreCase).isPresent(), allows);
    }
    String address = rule.ipAddress().get();
    if (address.equalsIgnoreCase("Any")) {
      return new Entry(caller -> true, allows);
    }
    AddressBlock block =
        AddressBlock.parse(address)
            .orElseThrow(
                () ->
                    new StartException(
                        what
                            + ": address '"
                            + address
                            + "' is not supported, only one IPv4 block"));
    // Traffic by a service endpoint carries no address that a rule could name.
    return new Entry(
        caller -> caller.subnetId().isEmpty() && block.contains(caller.address()), allows);
  }

  private static boolean allows(String what, String action) {
    if (action.equalsIgnoreCase("Allow")) {
      return true;
    }
    if (action.equalsIgnoreCase("Deny")) {
      return false;
    }
    throw new StartException(what + ": action '" + action + "' is not supported");
  }

  boolean admits(Caller caller) {
    for (Entry entry : entries) {
      if (entry.matches().test(caller)) {
        return entry.allows();
      }
    }
    return defaultAllows;
  }
}
