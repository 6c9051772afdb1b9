package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.net.IdentityEndpointSettings;
import dev.patienttests.local.net.ListenerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The pattern's own documents and products, as they are deployed, with small limits. */
final class PatternConfig {
  static final String TENANT = "7e2a4c1e-0000-4000-8000-000000000001";
  static final String REGISTRATION = "7e2a4c1e-0000-4000-8000-00000000a003";
  static final String EXTERNAL_ISSUER = "https://external.example/v2.0";
  static final String EXTERNAL_METADATA =
      "https://partners.example/v2.0/.well-known/openid-configuration";
  static final String EXTERNAL_AUDIENCE = "7e2a4c1e-0000-4000-8000-00000000e003";
  static final String CODES = "{\"testCodes\":[{\"code\":\"1-8\",\"name\":\"x\"}]}";

  private static final Path APIM = Path.of("../../apim");
  private static final String PATIENTS = "patient-api";

  private final Map<String, String> values = new HashMap<>();
  private String backend = "https://patient.example";
  private String identity = "http://identity.example";
  private String tokenOnly = "none";

  PatternConfig() {
    values.put("patient-api-application-id-uri", "api://tenant/patient-api");
    values.put("gateway-client-id", "11111111-2222-3333-4444-555555555555");
    values.put("host-key-cache-seconds", "300");
    values.put("tenant-id", TENANT);
    values.put("gateway-registration-id", REGISTRATION);
    values.put("gateway-application-id-uri", "api://tenant/gateway");
    values.put("external-id-openid-configuration", EXTERNAL_METADATA);
    values.put("external-id-issuer", EXTERNAL_ISSUER);
    values.put("external-id-audience", EXTERNAL_AUDIENCE);
    values.put("front-end-prefix", "none");
    values.put("partner-addresses", "any");
    values.put("rate-limit-calls", "5");
    values.put("rate-limit-period", "10");
    values.put("private-rate-calls", "3");
    values.put("private-rate-period", "10");
    values.put("partner-rate-calls", "3");
    values.put("partner-rate-period", "10");
    values.put("partner-quota-calls", "5");
    values.put("partner-quota-period", "3600");
    values.put("public-rate-calls", "2");
    values.put("public-rate-period", "60");
    values.put("test-codes", CODES);
    at(backend, "https://vault.example", identity);
  }

  /** Where the services are that it calls. */
  PatternConfig at(String patientApi, String vault, String identityEndpoint) {
    backend = patientApi;
    identity = identityEndpoint;
    values.put("patient-api-url", patientApi + "/api");
    values.put("patient-host-key-secret-uri", vault + "/secrets/patient-host-key");
    return this;
  }

  /** Another named value. */
  PatternConfig value(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** The product that needs no key. */
  PatternConfig tokenOnly(String product) {
    tokenOnly = product;
    return this;
  }

  GatewayConfig build() {
    return build(new ListenerSettings(Path.of("none"), Path.of("none"), "", ""));
  }

  GatewayConfig build(ListenerSettings listener) {
    return new GatewayConfig(
        listener,
        "apim-test",
        "westeurope",
        Configs.HOST,
        0,
        "",
        new IdentityEndpointSettings(identity, "identity-secret"),
        values,
        Optional.of(document("global.xml")),
        fragments(),
        List.of(
            product("clinic", PATIENTS, true),
            product("private", PATIENTS, !tokenOnly.equals("private")),
            product("partner", PATIENTS, !tokenOnly.equals("partner")),
            product("public", "catalogue", false)),
        List.of(
            api(PATIENTS, "patient", backend + "/api/patient", Map.of()),
            api(
                "catalogue",
                "catalogue",
                "https://backend.invalid",
                Map.of("list-test-codes", document("operations/list-test-codes.xml")))),
        subscriptions());
  }

  private static List<Subscription> subscriptions() {
    List<Subscription> all = new ArrayList<>(Configs.subscriptions(PATIENTS));
    for (String product : new String[] {"private", "partner"}) {
      all.add(
          Configs.subscription(
              product + "-demo", Optional.of(product), Optional.empty(), "active"));
      all.add(
          Configs.subscription(
              product + "-more", Optional.of(product), Optional.empty(), "active"));
    }
    all.add(
        Configs.subscription(
            "catalogue-only", Optional.empty(), Optional.of("catalogue"), "active"));
    return all;
  }

  private static Product product(String id, String api, boolean keyRequired) {
    return new Product(
        id,
        id,
        "published",
        keyRequired,
        keyRequired,
        Set.of(api),
        Optional.of(document("products/" + id + ".xml")));
  }

  private static Api api(
      String id, String path, String serviceUrl, Map<String, PolicyDocument> operations) {
    return new Api(
        id,
        id,
        path,
        serviceUrl,
        true,
        "Ocp-Apim-Subscription-Key",
        "subscription-key",
        read(APIM.resolve("openapi/" + id + ".yaml")),
        id + ".yaml",
        Optional.of(document("apis/" + id + ".xml")),
        operations);
  }

  private static List<Fragment> fragments() {
    try (Stream<Path> files = Files.list(APIM.resolve("policies/fragments"))) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .map(name -> new Fragment(name.replace(".xml", ""), document("fragments/" + name)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicyDocument document(String name) {
    Path file = APIM.resolve("policies").resolve(name);
    return new PolicyDocument(read(file), file.toString());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
