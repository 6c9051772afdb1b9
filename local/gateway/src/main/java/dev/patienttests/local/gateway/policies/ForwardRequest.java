package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.TimeLimit;
import dev.patienttests.local.gateway.policy.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** {@code forward-request}: sends the request to the backend. Bodies are buffered both ways. */
record ForwardRequest(
    OutboundCalls calls, Value timeout, boolean millis, Value follow, Value failOnError)
    implements Policy {
  private static final String DEFAULT_SECONDS = "300";

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "forward-request",
        Set.of(Section.BACKEND),
        Set.of(
            "timeout",
            "timeout-ms",
            "continue-timeout",
            "http-version",
            "follow-redirects",
            "buffer-request-body",
            "buffer-response",
            "fail-on-error-status-code"),
        Content.EMPTY,
        List.of(),
        ForwardRequest::read);
  }

  private static ForwardRequest read(PolicyReader reader) {
    if (reader.element().attribute("continue-timeout").isPresent()) {
      throw reader
          .element()
          .refusal("continue-timeout", "waiting for 100 Continue is not supported");
    }
    // With 2or1 the service falls back to HTTP/1, which is what happens here every time.
    if (reader.choice("http-version", "1", Set.of("1", "2", "2or1")).equals("2")) {
      throw reader.element().refusal("http-version", "HTTP/2 to the backend is not supported");
    }
    reader.condition("buffer-request-body", false);
    reader.condition("buffer-response", true);
    Optional<Value> millis = reader.optional("timeout-ms");
    Optional<Value> seconds = reader.optional("timeout");
    if (millis.isPresent() && seconds.isPresent()) {
      throw reader.element().refusal("timeout-ms", "stands beside timeout");
    }
    return new ForwardRequest(
        reader.services().outbound(),
        millis.or(() -> seconds).orElse(Value.literal(DEFAULT_SECONDS)),
        millis.isPresent(),
        reader.condition("follow-redirects", false),
        reader.condition("fail-on-error-status-code", false));
  }

  /** The client's address ends X-Forwarded-For; no policy can take it away. */
  private static Headers sent(Request request) {
    Headers headers = request.headers().copy();
    String before = String.join(", ", headers.all("X-Forwarded-For"));
    String address = request.ipAddress();
    headers.set("X-Forwarded-For", before.isEmpty() ? address : before + ", " + address);
    request.entity().ifPresent(entity -> entity.authorize(headers));
    return headers;
  }

  @Override
  public Flow run(Exchange exchange) {
    Optional<CompletionStage<Response>> answer = exchange.parking().taken();
    if (answer.isPresent()) {
      return end(exchange, answered(answer.get()));
    }
    OutboundCalls.Call call = call(exchange);
    if (exchange.parking().forThread()) {
      // Who follows redirects may have to call again, and each time to wait.
      if (follow.literal().filter("false"::equals).isPresent()) {
        begin(call, exchange).ifPresent(exchange.parking()::forAnswer);
      }
      return Flow.PARKED;
    }
    Response response = send(call, exchange);
    for (int i = 0; i < Redirects.MOST && follow.bool(exchange); i++) {
      Duration left = TimeLimit.within(exchange, call.timeout());
      Optional<OutboundCalls.Call> next = Redirects.next(call, response, left);
      if (next.isEmpty()) {
        break;
      }
      call = next.get();
      response = send(call, exchange);
    }
    return end(exchange, response);
  }

  private OutboundCalls.Call call(Exchange exchange) {
    Request request = exchange.request();
    long amount = Math.max(1, timeout.whole(exchange));
    Duration wanted = millis ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
    exchange.response(Optional.empty());
    return new OutboundCalls.Call(
        request.method(),
        request.entity().map(e -> e.authorize(request.url())).orElse(request.url()),
        sent(request),
        request.body().map(MessageBody::content),
        TimeLimit.within(exchange, wanted));
  }

  private Flow end(Exchange exchange, Response response) {
    exchange.response(Optional.of(response));
    if (response.status() >= 400 && failOnError.bool(exchange)) {
      throw PolicyFailure.fault(
          "BackendErrorStatusCode", "The backend answered with status " + response.status());
    }
    return Flow.CONTINUE;
  }

  private Optional<CompletionStage<Response>> begin(OutboundCalls.Call call, Exchange exchange) {
    Duration before = exchange.elapsed();
    return calls
        .begin(call)
        .map(
            answer ->
                answer.whenComplete(
                    (response, e) -> exchange.backendTook(exchange.elapsed().minus(before))));
  }

  /** Of a call that is over. */
  private static Response answered(CompletionStage<Response> answer) {
    try {
      return answer.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private Response send(OutboundCalls.Call call, Exchange exchange) {
    Duration before = exchange.elapsed();
    try {
      return exchange.outside(() -> calls.send(call));
    } finally {
      exchange.backendTook(exchange.elapsed().minus(before));
    }
  }
}
