package dev.patienttests.local.gateway.routing;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides by which subscription, and in the context of which product, a request may pass (Azure
 * documentation, subscriptions in API Management).
 */
public final class Subscriptions {
  private static final String MISSING =
      "Access denied due to missing subscription key. Make sure to include subscription key when"
          + " making requests to an API.";
  private static final String INVALID =
      "Access denied due to invalid subscription key. Make sure to provide a valid key for an"
          + " active subscription.";

  /**
   * By what a request passes.
   *
   * @param key the key that was sent, where it opened
   */
  public record Admission(
      Optional<Product> product, Optional<Subscription> subscription, String key) {}

  private static final class Keys {
    private final byte[] primary;
    private final byte[] secondary;
    private final Subscription subscription;

    Keys(Subscription subscription) {
      this.primary = bytes(subscription.primaryKey());
      this.secondary = bytes(subscription.secondaryKey());
      this.subscription = subscription;
    }
  }

  private volatile List<Keys> keys;
  private final Map<String, Product> products;

  /** Knows a service's products and subscriptions. */
  public Subscriptions(GatewayConfig config) {
    keys = config.subscriptions().stream().map(Keys::new).toList();
    products =
        config.products().stream().collect(Collectors.toMap(Product::id, Function.identity()));
  }

  /**
   * Changes state and keys of a subscription, for all requests that come from now on.
   *
   * @return whether there is such a subscription
   */
  public synchronized boolean change(
      String id, String state, String primaryKey, String secondaryKey) {
    List<Keys> changed = new ArrayList<>();
    boolean found = false;
    for (Keys each : keys) {
      boolean meant = each.subscription.id().equals(id);
      found |= meant;
      changed.add(meant ? new Keys(each.subscription.with(state, primaryKey, secondaryKey)) : each);
    }
    keys = List.copyOf(changed);
    return found;
  }

  /**
   * Lets a request in.
   *
   * @throws PolicyFailure 401, where it may not pass
   */
  public Admission admit(Api api, Request request, String gatewayHost) {
    Optional<String> key = key(api, request);
    if (key.isPresent()) {
      return find(key.get())
          .flatMap(subscription -> open(api, subscription, key.get()))
          .orElseThrow(() -> refusal(api, gatewayHost, "SubscriptionKeyInvalid", INVALID));
    }
    Optional<Product> open =
        products.values().stream()
            .filter(p -> !p.subscriptionRequired() && p.apis().contains(api.id()))
            .findFirst();
    if (open.isPresent() || !api.subscriptionRequired()) {
      return new Admission(open, Optional.empty(), "");
    }
    throw refusal(api, gatewayHost, "SubscriptionKeyNotFound", MISSING);
  }

  private static Optional<String> key(Api api, Request request) {
    Optional<String> header = request.headers().first(api.keyHeader());
    if (header.isPresent()) {
      return header;
    }
    if (request.originalUrl().query().isEmpty()) {
      return Optional.empty();
    }
    return request.originalUrl().parameters().entrySet().stream()
        .filter(p -> p.getKey().equalsIgnoreCase(api.keyQueryParameter()))
        .map(p -> p.getValue().get(0))
        .findFirst();
  }

  private Optional<Subscription> find(String key) {
    byte[] given = bytes(key);
    Subscription found = null;
    for (Keys candidate : keys) {
      if (MessageDigest.isEqual(candidate.primary, given)) {
        found = candidate.subscription;
      }
      if (MessageDigest.isEqual(candidate.secondary, given)) {
        found = candidate.subscription;
      }
    }
    return given.length == 0 ? Optional.empty() : Optional.ofNullable(found);
  }

  private Optional<Admission> open(Api api, Subscription subscription, String key) {
    if (!subscription.state().toLowerCase(Locale.ROOT).equals("active")) {
      return Optional.empty();
    }
    if (subscription.product().isPresent()) {
      return subscription
          .product()
          .map(products::get)
          .filter(product -> product.apis().contains(api.id()))
          .map(product -> new Admission(Optional.of(product), Optional.of(subscription), key));
    }
    boolean opens = subscription.api().map(id -> id.equals(api.id())).orElse(true);
    return opens
        ? Optional.of(new Admission(Optional.empty(), Optional.of(subscription), key))
        : Optional.empty();
  }

  private static PolicyFailure refusal(Api api, String host, String reason, String message) {
    Headers headers = new Headers();
    headers.add(
        "WWW-Authenticate",
        "AzureApiManagementKey realm=\"https://"
            + host
            + "/"
            + api.path()
            + "\",name=\""
            + api.keyHeader()
            + "\",type=\"header\"");
    return PolicyFailure.builtIn(
        401, LastError.builtIn("authorization", reason, message), message, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
