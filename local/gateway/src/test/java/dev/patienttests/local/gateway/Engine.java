package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.BoundedWorkers;
import dev.patienttests.local.gateway.policy.IdentityTokens;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.ValueCache;
import dev.patienttests.local.gateway.policy.Workers;
import dev.patienttests.local.net.Daemons;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The gateway without its wire: calls, pauses and tokens are fakes that are recorded. A request
 * begins in the thread of the test, which may not wait: whatever waits there fails.
 */
final class Engine {
  static final String KEY = "Ocp-Apim-Subscription-Key";

  final Configs configs = new Configs();
  final TestClock clock = new TestClock();
  final List<Call> calls = new CopyOnWriteArrayList<>();
  final List<Long> pauses = new ArrayList<>();
  Function<Call, Response> backend = call -> answer(200, "");
  Workers workers = new BoundedWorkers();
  IdentityTokens identity = (resource, client) -> "token-for-" + resource;
  private static final Executor THREADS = Executors.newCachedThreadPool(Daemons.named("engine"));
  private volatile Thread serving;
  private Optional<ApiGateway> gateway = Optional.empty();

  /** An engine with one API policy whose sections begin with {@code <base/>}. */
  static Engine with(String inbound, String outbound, String onError) {
    Engine engine = new Engine();
    engine.configs.api =
        Optional.of(
            Configs.page(
                "<base/>" + inbound, "<base/>", "<base/>" + outbound, "<base/>" + onError));
    return engine;
  }

  static Engine inbound(String policies) {
    return with(policies, "", "");
  }

  static Response answer(int status, String body) {
    return new Response(
        status,
        "",
        new Headers(),
        body.isEmpty() ? Optional.empty() : Optional.of(MessageBody.of(body)));
  }

  ApiGateway load() {
    PolicyServices services =
        new PolicyServices(
            clock,
            pauses::add,
            new ValueCache(clock),
            new Backends(),
            (resource, client) -> {
              refuseToWait();
              return identity.token(resource, client);
            },
            workers);
    ApiGateway loaded = new ApiGateway(configs.build(), services);
    gateway = Optional.of(loaded);
    return loaded;
  }

  /** With the product's key. */
  Exchange get(String path, String... headers) {
    return send("GET", path, "", with(headers, KEY, "clinic-demo-key-1"));
  }

  /** With the product's key. */
  Exchange post(String path, String body, String... headers) {
    return send("POST", path, body, with(headers, KEY, "clinic-demo-key-1"));
  }

  Exchange send(String method, String path, String body, String... headers) {
    Headers sent = new Headers();
    for (int i = 0; i < headers.length; i += 2) {
      sent.add(headers[i], headers[i + 1]);
    }
    int question = path.indexOf('?');
    RequestUrl url =
        new RequestUrl(
            "https",
            Configs.HOST,
            443,
            question < 0 ? path : path.substring(0, question),
            question < 0 ? "" : path.substring(question + 1));
    Optional<MessageBody> content =
        body.isEmpty() ? Optional.empty() : Optional.of(MessageBody.of(body));
    Request request = new Request(method, url, sent, content, "203.0.113.7");
    CompletableFuture<Exchange> served = new CompletableFuture<>();
    ApiGateway loaded = gateway.orElseGet(this::load);
    serving = Thread.currentThread();
    loaded.serve(request, THREADS, served::complete);
    serving = null;
    return served.join();
  }

  private void refuseToWait() {
    assertThat(Thread.currentThread()).as("a thread that may wait").isNotSameAs(serving);
  }

  /** Answers in other threads. */
  private final class Backends implements OutboundCalls {
    @Override
    public Response send(Call call) {
      refuseToWait();
      calls.add(call);
      return backend.apply(call);
    }

    @Override
    public Optional<CompletionStage<Response>> begin(Call call) {
      calls.add(call);
      return Optional.of(CompletableFuture.supplyAsync(() -> backend.apply(call), THREADS));
    }
  }

  private static String[] with(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  Call lastCall() {
    return calls.get(calls.size() - 1);
  }

  static int status(Exchange exchange) {
    return exchange.response().orElseThrow().status();
  }

  static String body(Exchange exchange) {
    return exchange.response().flatMap(Response::body).map(Engine::text).orElse("");
  }

  static String text(MessageBody body) {
    return new String(body.content(), StandardCharsets.UTF_8);
  }

  static String header(Exchange exchange, String name) {
    return String.join(" | ", exchange.response().orElseThrow().headers().all(name));
  }
}
