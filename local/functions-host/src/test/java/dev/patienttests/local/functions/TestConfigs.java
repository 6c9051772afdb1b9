package dev.patienttests.local.functions;

import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.Rule;
import dev.patienttests.local.net.ListenerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Configurations of test sites: only one subnet may call, and only one application. */
final class TestConfigs {
  static final String SUBNET = "/subscriptions/s/virtualNetworks/v/subnets/gateway";
  static final String HOST = "func-test.azurewebsites.net";
  static final String SCM_HOST = "func-test.scm.azurewebsites.net";
  static final String CLIENT_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private TestConfigs() {}

  static SiteConfig coreTools(Path staged, Path data) {
    return new Builder(SiteConfig.Mode.CORE_TOOLS, Optional.empty(), staged, data).build();
  }

  /** An App Service site, Easy Auth off until it is set. */
  static Builder builder(ListenerSettings listener, Path staged, Path data) {
    return new Builder(SiteConfig.Mode.APP_SERVICE, Optional.of(listener), staged, data);
  }

  /** A configuration that is changed before it is used. */
  static final class Builder {
    private final SiteConfig.Mode mode;
    private final Optional<ListenerSettings> listener;
    private final Path staged;
    private final Path data;
    private String egress = "127.0.0.1:9";
    private boolean httpsOnly = true;
    private AccessRestrictions main =
        new AccessRestrictions(
            "Deny",
            List.of(new Rule("gateway", 100, "Allow", Optional.empty(), Optional.of(SUBNET))));
    private AccessRestrictions scm = new AccessRestrictions("Deny", List.of());
    private SiteConfig.EasyAuth easyAuth =
        easyAuth(false, "Return401", List.of(), List.of(), false);

    private Builder(
        SiteConfig.Mode mode, Optional<ListenerSettings> listener, Path staged, Path data) {
      this.mode = mode;
      this.listener = listener;
      this.staged = staged;
      this.data = data;
    }

    Builder egress(String proxy) {
      egress = proxy;
      return this;
    }

    Builder httpsOnly(boolean value) {
      httpsOnly = value;
      return this;
    }

    Builder main(AccessRestrictions restrictions) {
      main = restrictions;
      return this;
    }

    Builder scm(AccessRestrictions restrictions) {
      scm = restrictions;
      return this;
    }

    Builder easyAuth(
        String action, List<String> applications, List<String> identities, boolean silent) {
      easyAuth = easyAuth(true, action, applications, identities, silent);
      return this;
    }

    SiteConfig build() {
      return new SiteConfig(
          mode,
          listener,
          "func-test",
          HOST,
          SCM_HOST,
          staged,
          data,
          Optional.of(egress),
          "control",
          httpsOnly,
          main,
          scm,
          easyAuth);
    }

    private static SiteConfig.EasyAuth easyAuth(
        boolean enabled,
        String action,
        List<String> applications,
        List<String> identities,
        boolean silent) {
      return new SiteConfig.EasyAuth(
          enabled,
          true,
          action,
          List.of("/api/json"),
          TestIssuer.ISSUER,
          CLIENT_ID,
          List.of(),
          applications,
          identities,
          silent);
    }
  }
}
