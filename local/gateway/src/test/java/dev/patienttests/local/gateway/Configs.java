package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Backend;
import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.IdentityEndpointSettings;
import dev.patienttests.local.net.ListenerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gateway configurations for tests. */
final class Configs {
  static final String HOST = "apim-test.azure-api.net";
  static final String OPEN_API =
      """
      openapi: 3.0.3
      info: {title: Things, version: "1"}
      paths:
        /things:
          get: {operationId: list, summary: List}
          post: {operationId: create}
        /things/{id}:
          get: {operationId: load}
      """;

  Map<String, String> namedValues = new HashMap<>();
  Set<String> secretNames = Set.of();
  Optional<String> global = Optional.of(page("", "<forward-request/>", "", ""));
  Optional<String> product = Optional.empty();
  Optional<String> api = Optional.empty();
  Map<String, PolicyDocument> operations = Map.of();
  List<Backend> backends = List.of();
  String openApi = OPEN_API;
  List<GatewayConfig.Schema> schemas = List.of();
  List<GatewayConfig.KeyVaultValue> keyVaultValues = List.of();
  List<Fragment> fragments = new ArrayList<>();
  String serviceUrl = "http://127.0.0.1:9/base";
  String identityUrl = "http://127.0.0.1:9/token";
  Optional<ListenerSettings> listener = Optional.empty();

  /** A document with these sections; {@code <base/>} is not added. */
  static String page(String inbound, String backend, String outbound, String onError) {
    return "<policies><inbound>"
        + inbound
        + "</inbound><backend>"
        + backend
        + "</backend><outbound>"
        + outbound
        + "</outbound><on-error>"
        + onError
        + "</on-error></policies>";
  }

  static ListenerSettings listener(Path directory) {
    try {
      DevelopmentCa ca = DevelopmentCa.open(directory, "password");
      Path keyStore = directory.resolve("gateway.p12");
      ca.issue(keyStore, Set.of(HOST, "localhost"));
      return new ListenerSettings(keyStore, ca.trustStore(), "password", "network-token");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GatewayConfig build() {
    return new GatewayConfig(
        listener.orElse(new ListenerSettings(Path.of("none"), Path.of("none"), "", "")),
        "apim-test",
        "westeurope",
        HOST,
        0,
        "",
        new IdentityEndpointSettings(identityUrl, "identity-secret"),
        namedValues,
        global.map(xml -> new PolicyDocument(xml, "global.xml")),
        fragments,
        List.of(
            new Product(
                "clinic",
                "Clinic",
                "published",
                true,
                false,
                Set.of("things"),
                product.map(xml -> new PolicyDocument(xml, "clinic.xml")))),
        List.of(
            new Api(
                "things",
                "Things",
                "shop/v1",
                serviceUrl,
                true,
                "Ocp-Apim-Subscription-Key",
                "subscription-key",
                openApi,
                "things.yaml",
                api.map(xml -> new PolicyDocument(xml, "things.xml")),
                operations)),
        subscriptions("things"),
        schemas,
        backends,
        keyVaultValues,
        secretNames);
  }

  static List<Subscription> subscriptions(String api) {
    return List.of(
        subscription("clinic-demo", Optional.of("clinic"), Optional.empty(), "active"),
        subscription("suspended", Optional.of("clinic"), Optional.empty(), "suspended"),
        subscription("api-only", Optional.empty(), Optional.of(api), "active"),
        subscription("other-api", Optional.empty(), Optional.of("other"), "active"),
        subscription("master", Optional.empty(), Optional.empty(), "active"));
  }

  static Subscription subscription(
      String id, Optional<String> product, Optional<String> api, String state) {
    return new Subscription(
        id, id + " name \u6625", product, api, state, id + "-key-1", id + "-key-2");
  }
}
