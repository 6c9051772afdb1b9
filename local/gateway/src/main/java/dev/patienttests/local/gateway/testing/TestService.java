package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.GatewayConfig;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts together a service for tests of policy documents. What is not said is harmless: the global
 * policy forwards, the API has the path {@code test}, takes every path and method below it, and
 * asks for no key.
 */
public final class TestService {
  /** Host name of the gateway. */
  public static final String HOST = "apim-test.azure-api.net";

  /** Header of subscription keys. */
  public static final String KEY = "Ocp-Apim-Subscription-Key";

  /** Origin of the global policy that is there where a test says none. */
  static final String DEFAULT_GLOBAL = "default-global.xml";

  /** Operations {@code get}, {@code post} and so on, each for every path. */
  private static final String ANY_OPERATION =
      Stream.of("get", "put", "post", "delete", "head", "patch")
          .map(method -> "    " + method + ": {operationId: " + method + "}\n")
          .reduce(
              "openapi: 3.0.3\ninfo: {title: Any, version: \"1\"}\npaths:\n  /*:\n",
              String::concat);

  private final Map<String, String> namedValues = new HashMap<>();
  private final Set<String> secretNames = new HashSet<>();
  private final List<Fragment> fragments = new ArrayList<>();
  private final List<Product> products = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<String, PolicyDocument> operations = new HashMap<>();
  private Optional<PolicyDocument> global =
      Optional.of(
          new PolicyDocument(
              "<policies><inbound /><backend><forward-request /></backend><outbound /><on-error />"
                  + "</policies>",
              DEFAULT_GLOBAL));
  private Optional<PolicyDocument> api = Optional.empty();
  private String id = "test";
  private String path = "test";
  private String serviceUrl = "https://backend.example/base";
  private String openApi = ANY_OPERATION;
  private String openApiOrigin = "any-operation.yaml";
  private boolean keyRequired;

  /** A policy document from a file. */
  public static PolicyDocument file(Path file) {
    return new PolicyDocument(read(file), file.toString());
  }

  /** A policy document from text, called {@code origin} in messages. */
  public static PolicyDocument text(String origin, String xml) {
    return new PolicyDocument(xml, origin);
  }

  /** The service's policy. */
  public TestService global(PolicyDocument document) {
    global = Optional.of(document);
    return this;
  }

  /** The API's policy. */
  public TestService api(PolicyDocument document) {
    api = Optional.of(document);
    return this;
  }

  /** The API itself. */
  public TestService api(String apiId, String apiPath, String backendUrl) {
    id = apiId;
    path = apiPath;
    serviceUrl = backendUrl;
    return this;
  }

  /** The API's operations, as an OpenAPI document. */
  public TestService openApi(Path document) {
    openApi = read(document);
    openApiOrigin = document.toString();
    return this;
  }

  /** Policy of one operation; without an OpenAPI document operations are named after methods. */
  public TestService operation(String operationId, PolicyDocument document) {
    operations.put(operationId, document);
    return this;
  }

  /** The API asks for a subscription key. */
  public TestService keyRequired() {
    keyRequired = true;
    return this;
  }

  /** A product that holds the API and asks for a subscription. */
  public TestService product(String productId, Optional<PolicyDocument> document) {
    return product(
        new Product(productId, productId, "published", true, false, Set.of(id), document));
  }

  /** A product. */
  public TestService product(Product product) {
    products.add(product);
    return this;
  }

  /** An active subscription to a product, with one key. */
  public TestService subscription(String subscriptionId, String productId, String key) {
    return subscription(
        new Subscription(
            subscriptionId,
            subscriptionId,
            Optional.of(productId),
            Optional.empty(),
            "active",
            key,
            key + "-secondary"));
  }

  /** A subscription. */
  public TestService subscription(Subscription subscription) {
    subscriptions.add(subscription);
    return this;
  }

  /** A fragment. */
  public TestService fragment(String fragmentId, PolicyDocument document) {
    fragments.add(new Fragment(fragmentId, document));
    return this;
  }

  /** Every XML file of a folder is a fragment that is called after it. */
  public TestService fragments(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".xml"))
          .sorted()
          .forEach(file -> fragment(file.getFileName().toString().replace(".xml", ""), file(file)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A named value. */
  public TestService namedValue(String name, String value) {
    namedValues.put(name, value);
    return this;
  }

  /** Named values. */
  public TestService namedValues(Map<String, String> values) {
    namedValues.putAll(values);
    return this;
  }

  /** Named values that are marked as secret: no trace shows what they say. */
  public TestService secretNames(Set<String> names) {
    secretNames.addAll(names);
    return this;
  }

  /** The service. Its listener and its identity endpoint are none. */
  public GatewayConfig build() {
    return new GatewayConfig(
        new ListenerSettings(Path.of("none"), Path.of("none"), "", ""),
        "apim-test",
        "westeurope",
        HOST,
        0,
        "",
        new IdentityEndpointSettings("http://127.0.0.1:9/token", ""),
        namedValues,
        global,
        fragments,
        products,
        List.of(
            new Api(
                id,
                id,
                path,
                serviceUrl,
                keyRequired,
                KEY,
                "subscription-key",
                openApi,
                openApiOrigin,
                api,
                operations)),
        subscriptions,
        List.of(),
        List.of(),
        List.of(),
        secretNames);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
