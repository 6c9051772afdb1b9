package dev.patienttests.local.platform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Microsoft Entra External ID tenant in which the users of partners are known.
 *
 * @param domain the prefix of its domain: {@code contoso} of {@code contoso.ciamlogin.com}
 * @param tenantId its id
 * @param audience client id of the API's registration in that tenant
 */
public record ExternalIdTenant(String domain, String tenantId, String audience) {

  private static final String SUFFIX = ".ciamlogin.com";
  private static final Pattern METADATA =
      Pattern.compile(
          "https://([a-z0-9-]+)\\.ciamlogin\\.com/([0-9a-f-]{36})/v2\\.0/\\.well-known/openid-configuration");

  /** The tenant whose OpenID metadata has an address; empty where that is of no such tenant. */
  public static Optional<ExternalIdTenant> of(String metadataUrl, String audience) {
    Matcher matcher = METADATA.matcher(metadataUrl);
    return matcher.matches()
        ? Optional.of(new ExternalIdTenant(matcher.group(1), matcher.group(2), audience))
        : Optional.empty();
  }

  /** The names that it answers to: by domain, and by id as its issuer says it. */
  public List<String> hostNames() {
    return List.of(domain + SUFFIX, tenantId + SUFFIX);
  }

  /** The issuer of its tokens. */
  public String issuer() {
    return "https://" + tenantId + SUFFIX + "/" + tenantId + "/v2.0";
  }
}
