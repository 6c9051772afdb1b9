package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.TimeLimit;
import dev.patienttests.local.gateway.policy.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code send-request}: a call-out whose response goes to a variable, whatever its status. */
record SendRequest(
    OutboundCalls calls,
    boolean copy,
    Value variable,
    Value timeout,
    boolean ignoreError,
    Optional<Value> url,
    Optional<Value> method,
    List<HeaderEdit> headers,
    Optional<Value> body,
    Optional<AuthenticationManagedIdentity> identity)
    implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "send-request",
        PolicyDefinition.EVERYWHERE,
        Set.of("mode", "response-variable-name", "timeout", "ignore-error"),
        Content.CHILDREN,
        List.of(
            "set-url", "set-method", "set-header", "set-body", "authentication-managed-identity"),
        SendRequest::read);
  }

  private static SendRequest read(PolicyReader reader) {
    boolean copy = reader.choice("mode", "new", Set.of("new", "copy")).equals("copy");
    List<HeaderEdit> headers = new ArrayList<>();
    for (PolicyElement header : reader.children("set-header")) {
      headers.add(HeaderEdit.read(reader.ofPolicy(header)));
    }
    Optional<Value> url = text(reader, "set-url");
    Optional<Value> method = text(reader, "set-method");
    if (!copy && (url.isEmpty() || method.isEmpty())) {
      throw reader.element().refusal("needs <set-url> and <set-method> unless mode is copy");
    }
    return new SendRequest(
        reader.services().outbound(),
        copy,
        reader.required("response-variable-name"),
        reader.optional("timeout").orElse(Value.literal("60")),
        reader.flag("ignore-error", false),
        url,
        method,
        List.copyOf(headers),
        reader.child("set-body").map(b -> SetBody.read(reader.ofPolicy(b))),
        reader
            .child("authentication-managed-identity")
            .map(i -> AuthenticationManagedIdentity.read(reader.ofPolicy(i))));
  }

  private static Optional<Value> text(PolicyReader reader, String child) {
    return reader.child(child).map(c -> reader.of(c, Set.of(), Content.TEXT).text());
  }

  @Override
  public Flow run(Exchange exchange) {
    String name = variable.text(exchange);
    try {
      exchange.variables().put(name, calls.send(call(exchange)));
    } catch (PolicyFailure e) {
      boolean transport =
          e.reason().equals("Timeout")
              || e.reason().equals("BackendConnectionFailure")
              || e.reason().equals(TOKEN_FAILURE);
      if (!ignoreError || !transport) {
        throw e;
      }
      exchange.variables().put(name, null);
    }
    return Flow.CONTINUE;
  }

  private static final String TOKEN_FAILURE = "ManagedIdentityFailure";

  private OutboundCalls.Call call(Exchange exchange) {
    Headers sent = copy ? exchange.request().headers().copy() : new Headers();
    headers.forEach(header -> header.apply(sent, exchange));
    identity.ifPresent(i -> i.apply(sent, exchange));
    Optional<byte[]> content =
        body.map(b -> SetBody.body(b, exchange).content())
            .or(
                () ->
                    copy ? exchange.request().body().map(MessageBody::content) : Optional.empty());
    return new OutboundCalls.Call(
        method.map(m -> m.text(exchange).strip()).orElse(exchange.request().method()),
        target(exchange),
        sent,
        content,
        TimeLimit.within(exchange, Duration.ofSeconds(Math.max(1, timeout.whole(exchange)))));
  }

  private RequestUrl target(Exchange exchange) {
    if (url.isEmpty()) {
      return exchange.request().url();
    }
    String text = url.get().text(exchange).strip();
    try {
      return RequestUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw PolicyFailure.expression("The URL of set-url is not valid.");
    }
  }
}
