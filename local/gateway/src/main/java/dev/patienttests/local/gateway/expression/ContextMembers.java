package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The members of {@code context} (Azure documentation, policy expressions, context variable). */
final class ContextMembers {
  private static final Logger LOG = Logger.getLogger(ContextMembers.class.getName());

  private ContextMembers() {}

  record Scope<T>(MemberQuery members, String type, Class<T> javaType) {
    Scope<T> with(String property, Function<T, Object> get) {
      String[] parts = property.split(" ", -1);
      members.property(
          parts[0] + " " + type + "." + parts[1], a -> get.apply(javaType.cast(a.self())));
      return this;
    }
  }

  static void offer(String owner, MemberQuery m) {
    switch (owner) {
      case "IProxyRequestContext" -> context(m);
      case "ILastError" -> lastError(m);
      case "IRequest" -> request(m);
      case "IUrl" -> url(m);
      case "IResponse" -> response(m);
      case "IApi" -> api(m);
      case "ISubscriptionKeyParameterNames" -> keyNames(m);
      case "IOperation", "IWorkspace" -> operation(m);
      case "IProduct" -> product(m);
      case "ISubscription" -> subscription(m);
      case "IDeployment", "IGateway" -> deployment(m);
      case "IUser",
          "IGroup",
          "IUserIdentity",
          "IPrivateEndpointConnection",
          "X509Certificate2",
          "X500DistinguishedName" ->
          CallerMembers.register(m);
      case "MultiMap", "StringMap" -> MapsOfContext.register(m);
      case "VariableMap" -> MapsOfContext.variables(m);
      case "IMessageBody" -> MapsOfContext.body(m);
      case "Jwt" -> JwtMembers.tokens(m);
      case "BasicAuthCredentials" -> JwtMembers.credentials(m);
      default -> {}
    }
  }

  private static Object orNull(Optional<?> value) {
    return value.orElse(null);
  }

  private static CsSpan span(Duration duration) {
    return new CsSpan(duration.toNanos() / 100);
  }

  private static Object trace(Args a) {
    Object message = a.at(0);
    if (message != null && LOG.isLoggable(Level.FINE)) {
      String line = message.toString().replaceAll("\\p{Cntrl}+", " ");
      LOG.fine(a.me(Exchange.class).requestId() + " trace: " + line);
    }
    return null;
  }

  private static void context(MemberQuery m) {
    new Scope<>(m, "IProxyRequestContext", Exchange.class)
        .with("IRequest Request", Exchange::request)
        .with("IResponse Response", x -> orNull(x.response()))
        .with("VariableMap Variables", Exchange::variables)
        .with("Guid RequestId", Exchange::requestId)
        .with("DateTime Timestamp", x -> CsDateTime.of(x.timestamp()))
        .with("TimeSpan Elapsed", x -> span(x.elapsed()))
        .with("bool Tracing", x -> false)
        .with("IApi Api", x -> orNull(x.api()))
        .with("IOperation Operation", x -> orNull(x.operation()))
        .with("IProduct Product", x -> orNull(x.product()))
        .with("ISubscription Subscription", x -> CallerMembers.subscription(x))
        .with("ILastError LastError", x -> orNull(x.lastError()))
        .with("IUser User", x -> orNull(x.subscription().flatMap(s -> s.owner())))
        .with("IWorkspace Workspace", x -> null)
        .with("IDeployment Deployment", Exchange::service);
    m.add("void IProxyRequestContext.Trace(string message)", ContextMembers::trace);
  }

  private static void lastError(MemberQuery m) {
    new Scope<>(m, "ILastError", LastError.class)
        .with("string Source", LastError::source)
        .with("string Reason", LastError::reason)
        .with("string Message", LastError::message)
        .with("string Scope", e -> orNull(e.scope()))
        .with("string Section", e -> orNull(e.section()))
        .with("string Path", e -> orNull(e.path()))
        .with("string PolicyId", e -> orNull(e.policyId()));
  }

  private static void request(MemberQuery m) {
    new Scope<>(m, "IRequest", Request.class)
        .with("string Method", Request::method)
        .with("IUrl Url", Request::url)
        .with("IUrl OriginalUrl", Request::originalUrl)
        .with("MultiMap Headers", Request::headers)
        .with("StringMap MatchedParameters", Request::matchedParameters)
        .with("string IpAddress", Request::ipAddress)
        .with("X509Certificate2 Certificate", r -> null)
        .with("IPrivateEndpointConnection PrivateEndpointConnection", r -> null)
        .with("IMessageBody Body", r -> orNull(r.body()));
  }

  private static void url(MemberQuery m) {
    new Scope<>(m, "IUrl", RequestUrl.class)
        .with("string Scheme", RequestUrl::scheme)
        .with("string Host", RequestUrl::host)
        .with("int Port", RequestUrl::port)
        .with("string Path", RequestUrl::path)
        .with("MultiMap Query", RequestUrl::parameters)
        .with("string QueryString", RequestUrl::queryString);
  }

  private static void response(MemberQuery m) {
    new Scope<>(m, "IResponse", Response.class)
        .with("int StatusCode", Response::status)
        .with("string StatusReason", Response::reason)
        .with("MultiMap Headers", Response::headers)
        .with("IMessageBody Body", r -> orNull(r.body()));
  }

  private static void api(MemberQuery m) {
    new Scope<>(m, "IApi", GatewayConfig.Api.class)
        .with("string Id", GatewayConfig.Api::id)
        .with("string Name", GatewayConfig.Api::displayName)
        .with("string Path", GatewayConfig.Api::path)
        .with("IUrl ServiceUrl", a -> RequestUrl.parse(a.serviceUrl()))
        .with("string Revision", a -> "1")
        .with("string Version", a -> null)
        .with("bool IsCurrentRevision", a -> true)
        .with("IEnumerable<string> Protocols", a -> CallerMembers.list("string", List.of("https")))
        .with("ISubscriptionKeyParameterNames SubscriptionKeyParameterNames", a -> a);
  }

  private static void keyNames(MemberQuery m) {
    new Scope<>(m, "ISubscriptionKeyParameterNames", GatewayConfig.Api.class)
        .with("string Header", GatewayConfig.Api::keyHeader)
        .with("string Query", GatewayConfig.Api::keyQueryParameter);
  }

  private static void operation(MemberQuery m) {
    new Scope<>(m, "IOperation", Operation.class)
        .with("string Id", Operation::id)
        .with("string Name", Operation::name)
        .with("string Method", Operation::method)
        .with("string UrlTemplate", Operation::urlTemplate);
    // There is no workspace: the value is null, its members are known.
    m.property("string IWorkspace.Id", a -> "");
    m.property("string IWorkspace.Name", a -> "");
  }

  private static void product(MemberQuery m) {
    new Scope<>(m, "IProduct", GatewayConfig.Product.class)
        .with("string Id", GatewayConfig.Product::id)
        .with("string Name", GatewayConfig.Product::displayName)
        .with("bool ApprovalRequired", GatewayConfig.Product::approvalRequired)
        .with("bool SubscriptionRequired", GatewayConfig.Product::subscriptionRequired)
        .with("ProductState State", CallerMembers::state)
        .with("int? SubscriptionsLimit", p -> orNull(p.subscriptionsLimit()))
        .with("IEnumerable<IGroup> Groups", p -> CallerMembers.list("IGroup", p.groups()));
  }

  private static void subscription(MemberQuery m) {
    new Scope<>(m, "ISubscription", CallerMembers.Sent.class)
        .with("string Id", s -> s.subscription().id())
        .with("string Name", s -> s.subscription().displayName())
        .with("string Key", CallerMembers.Sent::key)
        .with("string PrimaryKey", s -> s.subscription().primaryKey())
        .with("string SecondaryKey", s -> s.subscription().secondaryKey())
        .with("DateTime? StartDate", s -> CallerMembers.date(s.subscription().start()))
        .with("DateTime? EndDate", s -> CallerMembers.date(s.subscription().end()));
  }

  private static void deployment(MemberQuery m) {
    new Scope<>(m, "IDeployment", Exchange.Service.class)
        .with("string ServiceName", Exchange.Service::hostName)
        .with("string ServiceId", Exchange.Service::id)
        .with("string Region", Exchange.Service::region)
        .with("string GatewayId", s -> "managed")
        .with("IGateway Gateway", s -> s);
    new Scope<>(m, "IGateway", Exchange.Service.class)
        .with("string Id", s -> "managed")
        .with("string InstanceId", s -> "managed")
        .with("bool IsManaged", s -> true);
  }
}
