package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Schema;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the API Management service and its children out of the deployed resources. */
final class GatewayTranslation {
  private static final String SERVICE = "Microsoft.ApiManagement/service";

  /** How an API may be described; links are not followed. */
  private static final List<String> FORMATS = List.of("openapi", "openapi+json", "swagger-json");

  /** The built-in subscription. */
  static final String MASTER = "master";

  /** An API whose policies answer has none; the name is one that never resolves (RFC 2606). */
  private static final String NO_BACKEND = "https://backend.invalid";

  private final DeployedResources resources;
  private final Inventory inventory;
  private final DeployedResource service;

  GatewayTranslation(DeployedResources resources, Inventory inventory) {
    this.resources = resources;
    this.inventory = inventory;
    this.service = resources.only(SERVICE);
  }

  GatewayPlan plan() {
    GatewayNamedValues values = new GatewayNamedValues(resources, SERVICE);
    return new GatewayPlan(
        service.shortName(),
        service.text("/location"),
        service.text("/properties/virtualNetworkConfiguration/subnetResourceId"),
        identities(),
        values.plain(),
        policy(service, SERVICE + "/policies"),
        fragments(),
        products(),
        apis(),
        subscriptions(),
        resources.ofType(SERVICE + "/schemas").stream().map(GatewayTranslation::schema).toList(),
        GatewayBackends.of(resources.ofType(SERVICE + "/backends")),
        values.inKeyVault(),
        values.secretNames());
  }

  private List<String> identities() {
    List<String> ids = new ArrayList<>();
    service.at("/identity/userAssignedIdentities").fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  private static Schema schema(DeployedResource schema) {
    String type = schema.text("/properties/schemaType");
    if (!type.equals("json") && !type.equals("xml")) {
      throw schema.error("/properties/schemaType", "must be json or xml");
    }
    boolean isXml = type.equals("xml");
    String pointer = isXml ? "/properties/value" : "/properties/document";
    if (!isXml && !schema.at(pointer).isObject()) {
      throw schema.error(pointer, "must be an object");
    }
    String text = isXml ? schema.text(pointer) : schema.at(pointer).toString();
    String origin = schema.originOf(pointer).file().toString();
    return new Schema(schema.shortName(), isXml, text, origin);
  }

  /** The policy document directly below a parent, not below one of its children. */
  private Optional<PolicyDocument> policy(DeployedResource parent, String type) {
    return resources
        .children(parent, type)
        .findFirst()
        .map(
            found -> {
              String format = found.optionalText("/properties/format").orElse("xml");
              if (!format.equals("rawxml") && !format.equals("xml")) {
                throw found.error("/properties/format", "must be rawxml or xml");
              }
              return document(found);
            });
  }

  private static PolicyDocument document(DeployedResource resource) {
    String pointer = "/properties/value";
    return new PolicyDocument(resource.text(pointer), resource.originOf(pointer).file().toString());
  }

  private List<Fragment> fragments() {
    return resources.ofType(SERVICE + "/policyFragments").stream()
        .map(fragment -> new Fragment(fragment.shortName(), document(fragment)))
        .toList();
  }

  private List<Product> products() {
    return resources.ofType(SERVICE + "/products").stream().map(this::product).toList();
  }

  private Product product(DeployedResource product) {
    Set<String> apis =
        resources
            .children(product, SERVICE + "/products/apis")
            .map(DeployedResource::shortName)
            .collect(Collectors.toSet());
    return new Product(
        product.shortName(),
        product.text("/properties/displayName"),
        product.optionalText("/properties/state").orElse("notPublished"),
        product.flag("/properties/subscriptionRequired", true),
        product.flag("/properties/approvalRequired", false),
        apis,
        policy(product, SERVICE + "/products/policies"));
  }

  private List<Api> apis() {
    return resources.ofType(SERVICE + "/apis").stream().map(this::api).toList();
  }

  private Api api(DeployedResource api) {
    String format = api.text("/properties/format");
    if (!FORMATS.contains(format)) {
      throw api.error("/properties/format", "must be one of " + FORMATS + " for the local stack");
    }
    Map<String, PolicyDocument> operations = new LinkedHashMap<>();
    resources
        .children(api, SERVICE + "/apis/operations/policies")
        .forEach(policy -> operations.put(operationOf(policy), document(policy)));
    return new Api(
        api.shortName(),
        api.optionalText("/properties/displayName").orElse(api.shortName()),
        api.text("/properties/path"),
        api.optionalText("/properties/serviceUrl").orElse(NO_BACKEND),
        api.flag("/properties/subscriptionRequired", true),
        api.optionalText("/properties/subscriptionKeyParameterNames/header")
            .orElse("Ocp-Apim-Subscription-Key"),
        api.optionalText("/properties/subscriptionKeyParameterNames/query")
            .orElse("subscription-key"),
        api.text("/properties/value"),
        api.originOf("/properties/value").file().toString(),
        policy(api, SERVICE + "/apis/policies"),
        operations,
        !api.optionalText("/properties/translateRequiredQueryParameters")
            .orElse("template")
            .equals("query"));
  }

  private static String operationOf(DeployedResource policy) {
    String[] segments = policy.id().split("/", -1);
    return segments[segments.length - 3];
  }

  /** Those of products first, as declared: the first of all is the one that is shown to users. */
  private List<Subscription> subscriptions() {
    List<Subscription> all = new ArrayList<>();
    resources.ofType(SERVICE + "/subscriptions").forEach(s -> all.add(subscription(s)));
    all.sort(Comparator.comparing(s -> s.product().isEmpty()));
    // Every service has it, nobody can remove it, and it opens all APIs.
    all.add(
        new Subscription(
            MASTER,
            "Built-in all-access subscription",
            Optional.empty(),
            Optional.empty(),
            "active",
            inventory.subscriptionKey(MASTER, "primary"),
            inventory.subscriptionKey(MASTER, "secondary")));
    return all;
  }

  private Subscription subscription(DeployedResource subscription) {
    String scope = subscription.text("/properties/scope");
    Optional<String> product = after(scope, "/products/");
    Optional<String> api = after(scope, "/apis/");
    if (product.isEmpty() && api.isEmpty() && !scope.endsWith("/apis")) {
      throw subscription.error("/properties/scope", "is no product, no API and not all APIs");
    }
    String name = subscription.shortName();
    return new Subscription(
        name,
        subscription.optionalText("/properties/displayName").orElse(name),
        product,
        api,
        inventory.subscriptionState(
            name, subscription.optionalText("/properties/state").orElse("submitted")),
        inventory.subscriptionKey(name, "primary"),
        inventory.subscriptionKey(name, "secondary"));
  }

  private static Optional<String> after(String scope, String marker) {
    int at = scope.lastIndexOf(marker);
    return at < 0 ? Optional.empty() : Optional.of(scope.substring(at + marker.length()));
  }
}
