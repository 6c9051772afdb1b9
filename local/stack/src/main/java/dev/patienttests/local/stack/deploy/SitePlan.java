package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.EasyAuth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function app as the Bicep declares it.
 *
 * @param app the module that it runs
 * @param subnetId the subnet it calls others from
 * @param appSettings as written: references to Key Vault are not resolved
 * @param keyVaultReferenceIdentity resource id of the identity that resolves them
 * @param identityIds resource ids of its user-assigned identities
 */
public record SitePlan(
    String app,
    String siteName,
    String id,
    Optional<String> subnetId,
    boolean httpsOnly,
    AccessRestrictions main,
    AccessRestrictions scm,
    EasyAuth easyAuth,
    Map<String, String> appSettings,
    Optional<String> keyVaultReferenceIdentity,
    List<String> identityIds) {

  /** Its Azure host name. */
  public String hostName() {
    return AzureHosts.site(siteName);
  }

  /** The host name of its SCM site. */
  public String scmHostName() {
    return AzureHosts.scm(siteName);
  }

  /** Names the app alone: its settings may hold secrets. */
  @Override
  public String toString() {
    return app + " as " + siteName;
  }
}
