package dev.patienttests.local.gateway.expression;

import static dev.patienttests.local.gateway.expression.CsType.*;
import static dev.patienttests.local.gateway.expression.Members.method;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The members of {@code context} (Azure documentation, policy expressions, context variable). */
final class ContextMembers {
  private ContextMembers() {}

  private static final class Scope<T> {
    private final Members members;
    private final CsType type;
    private final Class<T> javaType;

    Scope(Members members, CsType type, Class<T> javaType) {
      this.members = members;
      this.type = type;
      this.javaType = javaType;
    }

    Scope<T> with(String name, CsType propertyType, Function<T, Object> get) {
      members.property(type, name, propertyType, target -> get.apply(javaType.cast(target)));
      return this;
    }
  }

  static void register(Members members) {
    context(members);
    messages(members);
    configuration(members);
    maps(members);
    variables(members);
    body(members);
  }

  private static Object orNull(Optional<?> value) {
    return value.orElse(null);
  }

  private static void context(Members members) {
    new Scope<>(members, CONTEXT, Exchange.class)
        .with("Request", REQUEST, Exchange::request)
        .with("Response", RESPONSE, x -> orNull(x.response()))
        .with("Variables", VARIABLES, Exchange::variables)
        .with("RequestId", GUID, Exchange::requestId)
        .with("Timestamp", DATE_TIME, Exchange::timestamp)
        .with("Elapsed", TIME_SPAN, Exchange::elapsed)
        .with("Api", API, x -> orNull(x.api()))
        .with("Operation", OPERATION, x -> orNull(x.operation()))
        .with("Product", PRODUCT, x -> orNull(x.product()))
        .with("Subscription", SUBSCRIPTION, x -> orNull(x.subscription()))
        .with("LastError", LAST_ERROR, x -> orNull(x.lastError()))
        .with("User", USER, x -> null)
        .with("Deployment", DEPLOYMENT, Exchange::service);
    new Scope<>(members, LAST_ERROR, LastError.class)
        .with("Source", STRING, LastError::source)
        .with("Reason", STRING, LastError::reason)
        .with("Message", STRING, LastError::message)
        .with("Scope", STRING, e -> orNull(e.scope()))
        .with("Section", STRING, e -> orNull(e.section()))
        .with("Path", STRING, e -> orNull(e.path()))
        .with("PolicyId", STRING, e -> orNull(e.policyId()));
  }

  private static void messages(Members members) {
    new Scope<>(members, REQUEST, Request.class)
        .with("Method", STRING, Request::method)
        .with("Url", URL, Request::url)
        .with("OriginalUrl", URL, Request::originalUrl)
        .with("Headers", MULTI_MAP, Request::headers)
        .with("MatchedParameters", STRING_MAP, Request::matchedParameters)
        .with("IpAddress", STRING, Request::ipAddress)
        .with("Body", BODY, r -> orNull(r.body()));
    new Scope<>(members, RESPONSE, Response.class)
        .with("StatusCode", INT, Response::status)
        .with("StatusReason", STRING, Response::reason)
        .with("Headers", MULTI_MAP, Response::headers)
        .with("Body", BODY, r -> orNull(r.body()));
    new Scope<>(members, URL, RequestUrl.class)
        .with("Scheme", STRING, RequestUrl::scheme)
        .with("Host", STRING, RequestUrl::host)
        .with("Port", INT, RequestUrl::port)
        .with("Path", STRING, RequestUrl::path)
        .with("Query", MULTI_MAP, RequestUrl::parameters)
        .with("QueryString", STRING, RequestUrl::queryString);
  }

  private static void configuration(Members members) {
    new Scope<>(members, API, GatewayConfig.Api.class)
        .with("Id", STRING, GatewayConfig.Api::id)
        .with("Name", STRING, GatewayConfig.Api::displayName)
        .with("Path", STRING, GatewayConfig.Api::path)
        .with("ServiceUrl", URL, a -> RequestUrl.parse(a.serviceUrl()))
        .with("Revision", STRING, a -> "1")
        .with("Version", STRING, a -> null)
        .with("IsCurrentRevision", BOOL, a -> true)
        .with("SubscriptionKeyParameterNames", KEY_NAMES, a -> a);
    new Scope<>(members, KEY_NAMES, GatewayConfig.Api.class)
        .with("Header", STRING, GatewayConfig.Api::keyHeader)
        .with("Query", STRING, GatewayConfig.Api::keyQueryParameter);
    new Scope<>(members, OPERATION, Operation.class)
        .with("Id", STRING, Operation::id)
        .with("Name", STRING, Operation::name)
        .with("Method", STRING, Operation::method)
        .with("UrlTemplate", STRING, Operation::urlTemplate);
    new Scope<>(members, PRODUCT, GatewayConfig.Product.class)
        .with("Id", STRING, GatewayConfig.Product::id)
        .with("Name", STRING, GatewayConfig.Product::displayName)
        .with("ApprovalRequired", BOOL, GatewayConfig.Product::approvalRequired)
        .with("SubscriptionRequired", BOOL, GatewayConfig.Product::subscriptionRequired);
    new Scope<>(members, SUBSCRIPTION, GatewayConfig.Subscription.class)
        .with("Id", STRING, GatewayConfig.Subscription::id)
        .with("Name", STRING, GatewayConfig.Subscription::displayName)
        .with("PrimaryKey", STRING, GatewayConfig.Subscription::primaryKey)
        .with("SecondaryKey", STRING, GatewayConfig.Subscription::secondaryKey);
    new Scope<>(members, DEPLOYMENT, Exchange.Service.class)
        .with("ServiceName", STRING, Exchange.Service::hostName)
        .with("ServiceId", STRING, Exchange.Service::id)
        .with("Region", STRING, Exchange.Service::region)
        .with("GatewayId", STRING, s -> "managed")
        .with("Gateway", GATEWAY, s -> s);
    new Scope<>(members, GATEWAY, Exchange.Service.class)
        .with("Id", STRING, s -> "managed")
        .with("InstanceId", STRING, s -> "managed")
        .with("IsManaged", BOOL, s -> true);
  }

  private static List<String> values(Object map, Object name) {
    if (name == null) {
      throw DotNetException.argumentNull("key");
    }
    if (map instanceof Headers headers) {
      return headers.all((String) name);
    }
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      if (((String) entry.getKey()).equalsIgnoreCase((String) name)) {
        return ((List<?>) entry.getValue()).stream().map(String.class::cast).toList();
      }
    }
    return List.of();
  }

  private static void maps(Members members) {
    members.add(
        method(MULTI_MAP, "ContainsKey", BOOL, (t, a) -> !values(t, a[0]).isEmpty(), STRING),
        method(MULTI_MAP, "GetValueOrDefault", STRING, (t, a) -> joined(t, a[0], null), STRING),
        method(
            MULTI_MAP,
            "GetValueOrDefault",
            STRING,
            (t, a) -> joined(t, a[0], a[1]),
            STRING,
            STRING),
        method(
            MULTI_MAP,
            "[]",
            STRINGS,
            (t, a) -> {
              List<String> found = values(t, a[0]);
              if (found.isEmpty()) {
                throw DotNetException.keyNotFound();
              }
              return found.toArray(new String[0]);
            },
            STRING),
        method(STRING_MAP, "ContainsKey", BOOL, (t, a) -> single(t, a[0]).isPresent(), STRING),
        method(STRING_MAP, "GetValueOrDefault", STRING, (t, a) -> orNull(single(t, a[0])), STRING),
        method(
            STRING_MAP,
            "GetValueOrDefault",
            STRING,
            (t, a) -> single(t, a[0]).orElse((String) a[1]),
            STRING,
            STRING),
        method(
            STRING_MAP,
            "[]",
            STRING,
            (t, a) -> single(t, a[0]).orElseThrow(DotNetException::keyNotFound),
            STRING));
  }

  private static Object joined(Object map, Object name, Object otherwise) {
    List<String> found = values(map, name);
    return found.isEmpty() ? otherwise : String.join(",", found);
  }

  private static Optional<String> single(Object map, Object name) {
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      if (((String) entry.getKey()).equalsIgnoreCase((String) name)) {
        return Optional.of((String) entry.getValue());
      }
    }
    return Optional.empty();
  }

  private static Map<?, ?> variablesOf(Object target) {
    return (Map<?, ?>) target;
  }

  private static void variables(Members members) {
    members.property(VARIABLES, "Count", INT, t -> variablesOf(t).size());
    members.add(
        method(
            VARIABLES, "ContainsKey", BOOL, (t, a) -> variablesOf(t).containsKey(key(a)), STRING),
        method(
            VARIABLES,
            "[]",
            OBJECT,
            (t, a) -> {
              if (!variablesOf(t).containsKey(key(a))) {
                throw DotNetException.keyNotFound();
              }
              return variablesOf(t).get(a[0]);
            },
            STRING));
    members.generic(
        VARIABLES,
        "GetValueOrDefault",
        type ->
            List.of(
                method(
                    VARIABLES,
                    "GetValueOrDefault",
                    type,
                    (t, a) -> variable(t, a[0], type, Conversions.defaultOf(type)),
                    STRING),
                method(
                    VARIABLES,
                    "GetValueOrDefault",
                    type,
                    (t, a) -> variable(t, a[0], type, a[1]),
                    STRING,
                    type)));
  }

  private static Object key(Object[] arguments) {
    if (arguments[0] == null) {
      throw DotNetException.argumentNull("key");
    }
    return arguments[0];
  }

  private static Object variable(Object target, Object name, CsType type, Object otherwise) {
    Map<?, ?> variables = variablesOf(target);
    return variables.containsKey(name) ? Conversions.unbox(variables.get(name), type) : otherwise;
  }

  private static void body(Members members) {
    members.generic(
        BODY,
        "As",
        type -> {
          boolean known =
              type.equals(STRING)
                  || type.equals(JOBJECT)
                  || type.equals(JARRAY)
                  || type.equals(JTOKEN);
          return known
              ? List.of(
                  method(BODY, "As", type, (t, a) -> read(t, false, type)),
                  method(BODY, "As", type, (t, a) -> read(t, (Boolean) a[0], type), BOOL)
                      .named("preserveContent"))
              : List.of();
        });
  }

  private static Object read(Object body, boolean preserve, CsType type) {
    byte[] content;
    try {
      content = ((MessageBody) body).read(preserve);
    } catch (IllegalStateException e) {
      throw new DotNetException("System.InvalidOperationException", e.getMessage());
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return type.equals(STRING) ? text : JsonText.parse(text, type);
  }
}
