package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.TimeLimit;
import dev.patienttests.local.gateway.policy.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The request of a call-out: what stands inside of {@code send-request} and {@code
 * send-one-way-request}.
 */
record CallOut(
    Value mode,
    boolean copiesBody,
    Value timeout,
    Optional<Value> url,
    Optional<Value> method,
    List<HeaderEdit> headers,
    Optional<BodyText> body,
    Optional<AuthenticationManagedIdentity> identity) {

  /** Child elements, in their order. */
  static final List<String> CHILDREN =
      List.of(
          "set-url",
          "set-method",
          "set-header",
          "set-body",
          "authentication-certificate",
          "authentication-managed-identity",
          "proxy");

  private static final Set<String> MODES = Set.of("new", "copy");

  private static final Set<String> NO_ANSWER =
      Set.of("Timeout", "BackendConnectionFailure", "ManagedIdentityFailure");

  /** Whether a failure means that the call, or the one for its token, got no answer. */
  static boolean neverAnswered(PolicyFailure failure) {
    return NO_ANSWER.contains(failure.reason());
  }

  static CallOut read(PolicyReader reader) {
    Value mode = reader.optional("mode").orElse(Value.literal("new"));
    if (mode.literal().isPresent()) {
      reader.choice("mode", "new", MODES);
    }
    for (String child : List.of("authentication-certificate", "proxy")) {
      reader
          .child(child)
          .ifPresent(
              element -> {
                throw element.refusal("the gateway knows this policy, but does not support it");
              });
    }
    List<HeaderEdit> headers = new ArrayList<>();
    for (PolicyElement header : reader.children("set-header")) {
      headers.add(HeaderEdit.read(reader.ofPolicy(header)));
    }
    Optional<Value> url = text(reader, "set-url");
    Optional<Value> method = text(reader, "set-method");
    boolean isNew = mode.literal().filter("new"::equals).isPresent();
    if (isNew && (url.isEmpty() || method.isEmpty())) {
      throw reader.element().refusal("needs <set-url> and <set-method> unless mode is copy");
    }
    return new CallOut(
        mode,
        reader.section() != Section.OUTBOUND,
        reader.optional("timeout").orElse(Value.literal("60")),
        url,
        method,
        List.copyOf(headers),
        reader.child("set-body").map(b -> BodyText.read(reader.ofPolicy(b))),
        reader
            .child("authentication-managed-identity")
            .map(i -> AuthenticationManagedIdentity.read(reader.ofPolicy(i))));
  }

  private static Optional<Value> text(PolicyReader reader, String child) {
    return reader.child(child).map(c -> reader.of(c, Set.of(), Content.TEXT).text());
  }

  /** The request for this exchange. */
  OutboundCalls.Call of(Exchange exchange) {
    String word = mode.text(exchange);
    boolean copy = word.equals("copy");
    if (!MODES.contains(word) || (!copy && (url.isEmpty() || method.isEmpty()))) {
      throw PolicyFailure.expression("The mode is not one for which all is given.");
    }
    Headers sent = copy ? exchange.request().headers().copy() : new Headers();
    headers.forEach(header -> header.apply(sent, exchange));
    identity.ifPresent(i -> i.apply(sent, exchange));
    Optional<byte[]> content =
        body.map(b -> b.of(exchange).content())
            .or(() -> copy && copiesBody ? copied(exchange) : Optional.empty());
    return new OutboundCalls.Call(
        method(exchange),
        target(exchange),
        sent,
        content,
        TimeLimit.within(exchange, Duration.ofSeconds(Math.max(1, timeout.whole(exchange)))));
  }

  private static Optional<byte[]> copied(Exchange exchange) {
    return exchange.request().body().map(MessageBody::content);
  }

  private String method(Exchange exchange) {
    String name = method.map(m -> m.text(exchange).strip()).orElse(exchange.request().method());
    if (!SetMethod.isMethod(name)) {
      throw PolicyFailure.expression("The value is no method.");
    }
    return name;
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
