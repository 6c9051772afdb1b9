package dev.patienttests.local.functions;

import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.Rule;
import dev.patienttests.local.net.ListenerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Configurations of test sites. */
final class TestConfigs {
  static final String SUBNET = "/subscriptions/s/virtualNetworks/v/subnets/gateway";
  static final String HOST = "func-test.azurewebsites.net";
  static final String CLIENT_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private TestConfigs() {}

  static SiteConfig coreTools(Path staged, Path data) {
    return config(
        SiteConfig.Mode.CORE_TOOLS, Optional.empty(), staged, data, easyAuth(false, "Return401"));
  }

  static SiteConfig appService(
      ListenerSettings listener, Path staged, Path data, SiteConfig.EasyAuth easyAuth) {
    return config(SiteConfig.Mode.APP_SERVICE, Optional.of(listener), staged, data, easyAuth);
  }

  static SiteConfig.EasyAuth easyAuth(boolean enabled, String action) {
    return new SiteConfig.EasyAuth(
        enabled,
        true,
        action,
        List.of("/api/json"),
        "https://login.microsoftonline.com/tenant/v2.0",
        CLIENT_ID,
        List.of(),
        List.of("caller"),
        List.of(),
        false);
  }

  static SiteConfig withEgress(SiteConfig it, String egressProxy) {
    return new SiteConfig(
        it.mode(),
        it.listener(),
        it.siteName(),
        it.hostName(),
        it.scmHostName(),
        it.stagedApp(),
        it.dataDirectory(),
        Optional.of(egressProxy),
        it.controlToken(),
        it.httpsOnly(),
        it.main(),
        it.scm(),
        it.easyAuth());
  }

  private static SiteConfig config(
      SiteConfig.Mode mode,
      Optional<ListenerSettings> listener,
      Path staged,
      Path data,
      SiteConfig.EasyAuth easyAuth) {
    Rule rule = new Rule("gateway", 100, "Allow", Optional.empty(), Optional.of(SUBNET));
    return new SiteConfig(
        mode,
        listener,
        "func-test",
        HOST,
        "func-test.scm.azurewebsites.net",
        staged,
        data,
        Optional.of("127.0.0.1:9"),
        "control",
        true,
        new AccessRestrictions("Deny", List.of(rule)),
        new AccessRestrictions("Deny", List.of()),
        easyAuth);
  }
}
