package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.ApiGateway;
import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.IdentityTokens;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.ValueCache;
import dev.patienttests.local.gateway.trace.TraceRecorder;
import dev.patienttests.local.gateway.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A service without its wire. Policies run as they do in the gateway; only clock, waits, backends,
 * call-outs and tokens are fakes. Requests share cache and counters as they do there; for a fresh
 * start make a new fixture. One request at a time.
 *
 * <pre>{@code
 * GatewayFixture gateway =
 *     GatewayFixture.of(
 *         new TestService().api(TestService.file(path)).namedValue("limit", "5").build());
 * gateway.backend(call -> Answers.of(200, "{}"));
 * gateway.on("https://vault.example/", call -> Answers.of(404, ""));
 * TestRun run = gateway.send(TestRequest.get("/test/things").header("a", "b"));
 * }</pre>
 */
public final class GatewayFixture {
  private interface Stub {
    /** The answer, where it is this one's to give. */
    Optional<Response> answer(Call call, boolean backend);
  }

  private final GatewayConfig config;
  private final FakeClock clock;
  private final ApiGateway gateway;
  private final List<Stub> stubs = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Observer> observers = new ArrayList<>();
  private Function<Call, Response> backend = call -> Answers.of(200, "");
  private IdentityTokens identity = (resource, client) -> "token-for-" + resource;
  private CallRecorder recorder = new CallRecorder();

  private GatewayFixture(GatewayConfig config, FakeClock clock) {
    this.config = config;
    this.clock = clock;
    PolicyServices services =
        new PolicyServices(
            clock,
            millis -> pauses.add(Duration.ofMillis(millis)),
            new ValueCache(clock),
            this::answer,
            (resource, client) -> identity.token(resource, client),
            // At once and in order, so that a test sees the same every time.
            task -> {
              task.run();
              return true;
            });
    this.gateway = new ApiGateway(config, services);
  }

  /**
   * Loads a service.
   *
   * @throws dev.patienttests.local.gateway.document.PolicyLoadException where a document is refused
   * @throws IllegalArgumentException where an OpenAPI document or a URL is refused
   */
  public static GatewayFixture of(GatewayConfig config) {
    return new GatewayFixture(config, new FakeClock());
  }

  /** Loads a service and notes in {@code coverage} what of it is run. */
  public static GatewayFixture of(GatewayConfig config, Coverage coverage) {
    GatewayFixture fixture = of(config);
    coverage.expect(fixture.gateway.outline());
    return fixture.observedBy(coverage);
  }

  /** Lets somebody follow every request from now on. */
  public GatewayFixture observedBy(Observer observer) {
    observers.add(observer);
    return this;
  }

  /** What the backend answers; without it, an empty 200. */
  public GatewayFixture backend(Function<Call, Response> answer) {
    backend = answer;
    return this;
  }

  /**
   * What call-outs to URLs that begin so are answered; the one said last counts. A call-out that no
   * one answers fails as an unreachable server does.
   */
  public GatewayFixture on(String urlPrefix, Function<Call, Response> answer) {
    stubs.add(
        0,
        (call, isBackend) ->
            !isBackend && call.url().toString().startsWith(urlPrefix)
                ? Optional.of(answer.apply(call))
                : Optional.empty());
    return this;
  }

  /** Answers that were written down; the one said last counts. */
  public GatewayFixture on(HttpStub stub) {
    stubs.add(
        0,
        (call, isBackend) ->
            stub.answers(call, isBackend) ? Optional.of(stub.answer().get()) : Optional.empty());
    return this;
  }

  /** Tokens of the gateway's identity; without it {@code token-for-} and the resource. */
  public GatewayFixture identity(IdentityTokens tokens) {
    identity = tokens;
    return this;
  }

  /** The clock. */
  public FakeClock clock() {
    return clock;
  }

  /** How long policies waited, in their order; nothing really waits. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** Sends a request. */
  public TestRun send(TestRequest request) {
    recorder = new CallRecorder();
    TraceRecorder tracer = new TraceRecorder(request.shown(), Tracing.secrets(gateway.config()));
    List<Observer> all = new ArrayList<>(List.of(recorder, tracer));
    all.addAll(observers);
    Exchange exchange = gateway.serve(request.to(config.hostName()), new Observers(all));
    return new TestRun(exchange, recorder.forwarded(), recorder.callOuts(), tracer.trace(exchange));
  }

  private Response answer(Call call) {
    boolean isBackend = recorder.record(call);
    for (Stub stub : stubs) {
      Optional<Response> answer = stub.answer(call, isBackend);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    if (isBackend) {
      return backend.apply(call);
    }
    throw Answers.unreachable();
  }
}
