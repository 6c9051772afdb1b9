package dev.patienttests.local.jwt;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which a tenant of Microsoft Entra issues tokens (access tokens reference, claim
 * {@code iss}): one for each version of tokens. Metadata for several tenants has a placeholder
 * where the tenant of the token belongs.
 */
final class EntraNames {
  private static final Pattern VERSION_2 = Pattern.compile("(https://[^/]+/)([^/]+)/v2\\.0");
  private static final Pattern VERSION_1 = Pattern.compile("https://sts\\.windows\\.net/([^/]+)/");
  private static final String PLACEHOLDER = "{tenantid}";
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private EntraNames() {}

  /**
   * Whether a name is one of them.
   *
   * @param issuer as the metadata names it
   * @param token whose claim {@code tid} stands for the placeholder
   */
  static boolean include(String name, String issuer, ParsedToken token) {
    boolean one = issuer.indexOf('{') < 0;
    return (one && name.equals(issuer)) || of(issuer, token.claims().first("tid")).contains(name);
  }

  private static Set<String> of(String issuer, Optional<String> tenant) {
    Matcher second = VERSION_2.matcher(issuer);
    if (second.matches()) {
      return names(issuer, second.group(2), tenant, id -> second.group(1) + id + "/v2.0");
    }
    Matcher first = VERSION_1.matcher(issuer);
    if (first.matches()) {
      return names(
          issuer,
          first.group(1),
          tenant,
          id -> "https://login.microsoftonline.com/" + id + "/v2.0");
    }
    return Set.of(issuer);
  }

  private interface Name {
    String ofTenant(String id);
  }

  private static Set<String> names(
      String issuer, String named, Optional<String> tenant, Name second) {
    boolean any = named.equals(PLACEHOLDER);
    Optional<String> id =
        (any ? tenant : Optional.of(named)).filter(text -> GUID.matcher(text).matches());
    return id.map(it -> Set.of(second.ofTenant(it), "https://sts.windows.net/" + it + "/"))
        .orElse(any ? Set.of() : Set.of(issuer));
  }
}
