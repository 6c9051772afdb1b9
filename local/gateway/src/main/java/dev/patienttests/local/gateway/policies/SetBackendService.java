package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.model.BackendEntity;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code set-backend-service}: another base URL, or a backend entity with its credentials; the path
 * below the API's prefix is kept. An entity that a broader scope chose gives way to another entity
 * only (Azure documentation, set-backend-service, usage notes).
 */
final class SetBackendService {
  private static final String BASE_URL = "base-url";
  private static final String BACKEND_ID = "backend-id";
  private static final List<String> SERVICE_FABRIC =
      List.of(
          "sf-resolve-condition",
          "sf-service-instance-name",
          "sf-partition-key",
          "sf-listener-name",
          "sf-replica-type");

  private SetBackendService() {}

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-backend-service",
        Set.of(Section.INBOUND, Section.BACKEND),
        Set.of(
            BASE_URL,
            BACKEND_ID,
            "sf-resolve-condition",
            "sf-service-instance-name",
            "sf-partition-key",
            "sf-listener-name",
            "sf-replica-type"),
        Content.EMPTY,
        List.of(),
        SetBackendService::read);
  }

  private static Policy read(PolicyReader reader) {
    for (String attribute : SERVICE_FABRIC) {
      if (reader.element().attribute(attribute).isPresent()) {
        throw reader.element().refusal(attribute, "Service Fabric is not supported");
      }
    }
    Optional<Value> id = reader.optional(BACKEND_ID);
    Optional<Value> url = reader.optional(BASE_URL);
    if (id.isPresent() == url.isPresent()) {
      throw reader.element().refusal("needs either base-url or backend-id");
    }
    return id.isPresent() ? entity(reader, id.get()) : baseUrl(reader, url.orElseThrow());
  }

  private static Policy entity(PolicyReader reader, Value id) {
    Map<String, BackendEntity> entities = new HashMap<>();
    reader.services().backends().forEach((name, backend) -> entities.put(name, entity(backend)));
    if (id.literal().filter(name -> !entities.containsKey(name)).isPresent()) {
      throw reader.element().refusal(BACKEND_ID, "unknown backend '" + id.literal().get() + "'");
    }
    int scope = reader.scope().depth();
    return exchange -> {
      BackendEntity found = entities.get(id.text(exchange));
      if (found == null) {
        throw PolicyFailure.fault("BackendNotFound", "There is no backend of that id");
      }
      exchange.request().backend(found, scope);
      return Flow.CONTINUE;
    };
  }

  private static BackendEntity entity(GatewayConfig.Backend backend) {
    return new BackendEntity(
        backend.id(), RequestUrl.parse(backend.url()), backend.headers(), backend.query());
  }

  private static Policy baseUrl(PolicyReader reader, Value url) {
    int scope = reader.scope().depth();
    try {
      Optional<RequestUrl> fixed = url.literal().map(RequestUrl::parse);
      return exchange -> {
        Request request = exchange.request();
        RequestUrl base = fixed.orElseGet(() -> evaluated(url, exchange));
        if (!request.hasEntityOfBroader(scope)) {
          request.backend(base);
        }
        return Flow.CONTINUE;
      };
    } catch (IllegalArgumentException e) {
      throw reader.element().refusal(BASE_URL, "is no absolute http or https URL");
    }
  }

  private static RequestUrl evaluated(Value url, Exchange exchange) {
    try {
      return RequestUrl.parse(url.text(exchange));
    } catch (IllegalArgumentException e) {
      throw PolicyFailure.expression("The base URL of the backend is not valid.");
    }
  }
}
