package dev.patienttests.local.gateway.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One recorded expression with the context that it runs in. */
final class ExpressionCase {
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler();
  private static final long ROUND_TRIP = 128;
  private final JsonNode json;
  private final ObjectNode context;

  ExpressionCase(JsonNode json, JsonNode defaultContext) {
    this.json = json;
    this.context = defaultContext.deepCopy();
    JsonNode changes = json.path("context");
    changes.properties().stream()
        .filter(member -> !member.getKey().equals("request"))
        .forEach(member -> context.set(member.getKey(), member.getValue()));
    JsonNode request = changes.path("request");
    ObjectNode changed = (ObjectNode) context.get("request");
    request.properties().forEach(member -> changed.set(member.getKey(), member.getValue()));
    if (request.has("url") && !request.has("originalUrl")) {
      changed.set("originalUrl", request.get("url"));
    }
  }

  String id() {
    return json.path("id").asText();
  }

  String group() {
    return json.path("group").asText();
  }

  JsonNode json() {
    return json;
  }

  JsonNode expect() {
    return json.path("expect");
  }

  /** Compiles it as the gateway does at load. */
  CompiledExpression compile() {
    return COMPILER.compile(
        PolicyValue.of(id(), json.path("expression").asText()),
        "set-variable",
        Optional.of("value"));
  }

  Exchange exchange() {
    JsonNode given = context.path("request");
    Request request =
        new Request(
            given.path("method").asText(),
            RequestUrl.parse(given.path("originalUrl").asText()),
            headers(given.path("headers")),
            body(given.path("body")),
            given.path("ip").asText());
    request.url(RequestUrl.parse(given.path("url").asText()));
    Map<String, String> parameters = new HashMap<>();
    given
        .path("matchedParameters")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    request.matchedParameters(parameters);
    JsonNode deployment = context.path("deployment");
    Exchange exchange =
        new Exchange(
            UUID.fromString(context.path("requestId").asText()),
            clock(),
            new Exchange.Service(
                deployment.path("serviceId").asText(),
                deployment.path("serviceName").asText(),
                deployment.path("region").asText()),
            request);
    exchange.matched(
        present("api").map(ExpressionCase::api), present("operation").map(this::operation));
    exchange.admitted(
        present("product").map(ExpressionCase::product),
        present("subscription").map(s -> subscription(s, present("user"))));
    exchange.key(context.path("subscription").path("key").asText());
    exchange.response(present("response").map(ExpressionCase::response));
    present("lastError").ifPresent(e -> exchange.lastError(lastError(e)));
    context
        .path("variables")
        .properties()
        .forEach(v -> exchange.variables().put(v.getKey(), variable(v.getValue())));
    return exchange;
  }

  /** The first look at the clock is the request's time, later ones are the elapsed time later. */
  private InstantSource clock() {
    Instant begin = Instant.parse(context.path("timestamp").asText());
    Duration elapsed =
        SpanFormat.parse(context.path("elapsed").asText())
            .map(span -> Duration.ofNanos(span.ticks() * 100))
            .orElse(Duration.ZERO);
    boolean[] looked = new boolean[1];
    return () -> {
      Instant now = looked[0] ? begin.plus(elapsed) : begin;
      looked[0] = true;
      return now;
    };
  }

  private Optional<JsonNode> present(String member) {
    return Optional.of(context.path(member)).filter(JsonNode::isObject);
  }

  private static Headers headers(JsonNode given) {
    Headers headers = new Headers();
    given
        .properties()
        .forEach(
            header -> {
              if (header.getValue().isArray()) {
                header.getValue().forEach(line -> headers.add(header.getKey(), line.asText()));
              } else {
                headers.add(header.getKey(), header.getValue().asText());
              }
            });
    return headers;
  }

  private static Optional<MessageBody> body(JsonNode given) {
    return given.isTextual() ? Optional.of(MessageBody.of(given.asText())) : Optional.empty();
  }

  private static Response response(JsonNode given) {
    return new Response(
        given.path("statusCode").asInt(),
        given.path("statusReason").asText(),
        headers(given.path("headers")),
        body(given.path("body")));
  }

  private static GatewayConfig.Api api(JsonNode given) {
    return new GatewayConfig.Api(
        given.path("id").asText(),
        given.path("name").asText(),
        given.path("path").asText(),
        given.path("serviceUrl").asText(),
        true,
        "Ocp-Apim-Subscription-Key",
        "subscription-key",
        "",
        "",
        Optional.empty(),
        Map.of());
  }

  private Operation operation(JsonNode given) {
    return new Operation(
        given.path("id").asText(),
        given.path("name").asText(),
        given.path("method").asText(),
        given.path("urlTemplate").asText());
  }

  private static GatewayConfig.Product product(JsonNode given) {
    return new GatewayConfig.Product(
        given.path("id").asText(),
        given.path("name").asText(),
        "published",
        given.path("subscriptionRequired").asBoolean(),
        given.path("approvalRequired").asBoolean(),
        Set.of(),
        Optional.empty(),
        Optional.of(given.path("subscriptionsLimit")).filter(JsonNode::isInt).map(JsonNode::asInt),
        groups(given));
  }

  private static List<GatewayConfig.Group> groups(JsonNode given) {
    List<GatewayConfig.Group> groups = new ArrayList<>();
    given
        .path("groups")
        .forEach(
            g ->
                groups.add(
                    new GatewayConfig.Group(g.path("id").asText(), g.path("name").asText())));
    return groups;
  }

  private static GatewayConfig.User user(JsonNode given) {
    return new GatewayConfig.User(
        given.path("id").asText(),
        given.path("email").asText(),
        given.path("firstName").asText(),
        given.path("lastName").asText(),
        text(given.path("note")),
        Instant.parse(given.path("registrationDate").asText()),
        groups(given));
  }

  private static GatewayConfig.Subscription subscription(JsonNode given, Optional<JsonNode> owner) {
    return new GatewayConfig.Subscription(
        given.path("id").asText(),
        given.path("name").asText(),
        Optional.empty(),
        Optional.empty(),
        "active",
        given.path("primaryKey").asText(),
        given.path("secondaryKey").asText(),
        text(given.path("startDate")).map(Instant::parse),
        text(given.path("endDate")).map(Instant::parse),
        owner.map(ExpressionCase::user));
  }

  private static LastError lastError(JsonNode given) {
    return new LastError(
        given.path("source").asText(),
        given.path("reason").asText(),
        given.path("message").asText(),
        text(given.path("scope")),
        text(given.path("section")),
        text(given.path("path")),
        text(given.path("policyId")));
  }

  private static Optional<String> text(JsonNode given) {
    return given.isTextual() ? Optional.of(given.asText()) : Optional.empty();
  }

  private static Object variable(JsonNode given) {
    if (!given.isObject()) {
      return null;
    }
    JsonNode value = given.path("value");
    return switch (given.path("type").asText()) {
      case "string" -> value.asText();
      case "int" -> value.asInt();
      case "long" -> value.asLong();
      case "bool" -> value.asBoolean();
      case "double" -> value.asDouble();
      case "decimal" -> CsDecimal.of(new BigDecimal(value.asText()));
      case "JObject", "JArray" -> JsonText.parse(value.asText());
      case "Guid" -> UUID.fromString(value.asText());
      case "DateTime" -> DateParse.parse(value.asText(), ROUND_TRIP).orElseThrow();
      case "byte[]" -> Encodings.fromBase64(value.asText());
      case "string[]" -> {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        yield CsArray.strings(items);
      }
      case "IResponse" -> response(value);
      default -> null;
    };
  }
}
