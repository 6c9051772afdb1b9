package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.EasyAuth;
import dev.patienttests.local.functions.SiteConfig.Rule;
import dev.patienttests.local.stack.project.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the function apps out of the deployed resources. */
final class SiteTranslation {
  /** azd's tag: which service of azure.yaml, and so which module, a site runs. */
  private static final String SERVICE_TAG = "/tags/azd-service-name";

  private static final Set<String> RULE_MEMBERS =
      Set.of(
          "name", "description", "priority", "action", "tag", "vnetSubnetResourceId", "ipAddress");

  private static final Set<String> CONFIGS = Set.of("authsettingsV2", "appsettings");

  private final DeployedResources resources;

  SiteTranslation(DeployedResources resources) {
    this.resources = resources;
  }

  List<SitePlan> sites() {
    for (DeployedResource config : resources.ofType("Microsoft.Web/sites/config")) {
      if (!CONFIGS.contains(config.shortName())) {
        throw config.error("/name", "is none of " + CONFIGS);
      }
    }
    return resources.ofType("Microsoft.Web/sites").stream().map(this::site).toList();
  }

  private SitePlan site(DeployedResource site) {
    String app = site.text(SERVICE_TAG);
    if (!Project.APPS.contains(app)) {
      throw site.error(SERVICE_TAG, "must be one of " + Project.APPS);
    }
    return new SitePlan(
        app,
        site.shortName(),
        site.id(),
        site.optionalText("/properties/virtualNetworkSubnetId"),
        site.flag("/properties/httpsOnly", false),
        restrictions(site, "ipSecurityRestrictions"),
        scmRestrictions(site),
        easyAuth(site),
        appSettings(site),
        site.optionalText("/properties/keyVaultReferenceIdentity"),
        identities(site));
  }

  private static List<String> identities(DeployedResource site) {
    List<String> ids = new ArrayList<>();
    site.at("/identity/userAssignedIdentities").fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  private static AccessRestrictions scmRestrictions(DeployedResource site) {
    boolean main = site.flag("/properties/siteConfig/scmIpSecurityRestrictionsUseMain", false);
    return restrictions(site, main ? "ipSecurityRestrictions" : "scmIpSecurityRestrictions");
  }

  private static AccessRestrictions restrictions(DeployedResource site, String member) {
    if (site.optionalText("/properties/publicNetworkAccess").orElse("Enabled").equals("Disabled")) {
      return new AccessRestrictions("Deny", List.of());
    }
    String pointer = "/properties/siteConfig/" + member;
    List<Rule> rules = new ArrayList<>();
    List<JsonNode> items = site.items(pointer);
    for (int i = 0; i < items.size(); i++) {
      rules.add(rule(site, pointer + "/" + i, items.get(i)));
    }
    // Azure: without a default action, none is Allow, and one rule is enough for Deny.
    String otherwise = rules.isEmpty() ? "Allow" : "Deny";
    return new AccessRestrictions(
        site.optionalText(pointer + "DefaultAction").orElse(otherwise), rules);
  }

  private static Rule rule(DeployedResource site, String pointer, JsonNode rule) {
    rule.fieldNames()
        .forEachRemaining(
            member -> {
              if (!RULE_MEMBERS.contains(member)) {
                throw site.error(pointer + "/" + member, "is not supported by the local stack");
              }
            });
    String tag = site.optionalText(pointer + "/tag").orElse("Default");
    if (!tag.equals("Default")) {
      throw site.error(pointer + "/tag", "other than Default is not supported by the local stack");
    }
    Optional<String> address = site.optionalText(pointer + "/ipAddress");
    Optional<String> subnet = site.optionalText(pointer + "/vnetSubnetResourceId");
    if (address.isPresent() == subnet.isPresent()) {
      throw site.error(pointer, "must have an ipAddress or a vnetSubnetResourceId");
    }
    return new Rule(
        site.optionalText(pointer + "/name").orElse(""),
        site.at(pointer + "/priority").asInt(Integer.MAX_VALUE),
        site.optionalText(pointer + "/action").orElse("Allow"),
        address,
        subnet);
  }

  private EasyAuth easyAuth(DeployedResource site) {
    Optional<DeployedResource> found =
        resources
            .children(site, "Microsoft.Web/sites/config")
            .filter(config -> config.shortName().equals("authsettingsV2"))
            .findFirst();
    if (found.isEmpty() || !found.get().flag("/properties/platform/enabled", false)) {
      return EasyAuth.off();
    }
    DeployedResource auth = found.get();
    String global = "/properties/globalValidation/";
    String entra = "/properties/identityProviders/azureActiveDirectory/";
    String policy = entra + "validation/defaultAuthorizationPolicy/";
    return new EasyAuth(
        true,
        auth.flag(global + "requireAuthentication", false),
        auth.optionalText(global + "unauthenticatedClientAction").orElse("RedirectToLoginPage"),
        auth.texts(global + "excludedPaths"),
        auth.text(entra + "registration/openIdIssuer"),
        auth.text(entra + "registration/clientId"),
        auth.texts(entra + "validation/allowedAudiences"),
        auth.texts(policy + "allowedApplications"),
        auth.texts(policy + "allowedPrincipals/identities"),
        auth.flag(entra + "login/disableWWWAuthenticate", false));
  }

  private Map<String, String> appSettings(DeployedResource site) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (JsonNode setting : site.items("/properties/siteConfig/appSettings")) {
      settings.put(setting.path("name").asText(), setting.path("value").asText());
    }
    resources
        .children(site, "Microsoft.Web/sites/config")
        .filter(config -> config.shortName().equals("appsettings"))
        .forEach(
            config ->
                config
                    .at("/properties")
                    .properties()
                    .forEach(member -> settings.put(member.getKey(), member.getValue().asText())));
    return settings;
  }
}
