package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.policy.Outline;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.routing.Router;
import dev.patienttests.local.gateway.routing.Subscriptions;
import dev.patienttests.local.net.RandomIds;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * API Management without its wire: takes a request through routing, subscription check and
 * policies. All documents are compiled once, here.
 */
public final class ApiGateway {
  private static final String WANTED_METHOD = "Access-Control-Request-Method";

  private final GatewayConfig config;
  private final PolicyServices services;
  private final Router router;
  private final Subscriptions subscriptions;
  private final Exchange.Service service;
  private final ServicePolicies policies;

  /**
   * Loads the service.
   *
   * @throws dev.patienttests.local.gateway.document.PolicyLoadException where a policy document is
   *     refused, with its place
   * @throws IllegalArgumentException where an OpenAPI document or a URL is refused
   */
  public ApiGateway(GatewayConfig given, PolicyServices services) {
    this.config = KeyVaultValues.read(given, services);
    this.services = services;
    this.subscriptions = new Subscriptions(config);
    this.service = new Exchange.Service(config.serviceName(), config.hostName(), config.region());
    // OpenAPI documents are read at the same time: nothing needs them before policies of APIs.
    CompletableFuture<Router> reading =
        CompletableFuture.supplyAsync(() -> new Router(config.apis()));
    this.policies = new ServicePolicies(config, services, () -> read(reading));
    this.router = read(reading);
  }

  private static Router read(CompletableFuture<Router> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IllegalArgumentException refused ? refused : e;
    }
  }

  /** All policies of the service, and the ways that they may go. */
  public Outline outline() {
    return policies.outline();
  }

  /** The service; what stood in Key Vault is among its named values, marked as secret. */
  public GatewayConfig config() {
    return config;
  }

  /**
   * Changes state and keys of a subscription, for all requests that come from now on; counters of
   * limits go on, as they are the subscription's.
   *
   * @return whether there is such a subscription
   */
  public boolean changeSubscription(
      String id, String state, String primaryKey, String secondaryKey) {
    return subscriptions.change(id, state, primaryKey, secondaryKey);
  }

  /** Serves one request; its response is then in the exchange. */
  public Exchange serve(Request request) {
    return serve(begin(request));
  }

  /** Serves one request, followed by an observer. */
  public Exchange serve(Request request, Observer observer) {
    Exchange exchange = begin(request);
    exchange.observer(observer);
    return serve(exchange);
  }

  private Exchange serve(Exchange exchange) {
    try {
      run(exchange);
    } finally {
      exchange.served();
    }
    return exchange;
  }

  /**
   * Serves one request in a thread that may not wait. When a backend has answered, it goes on in
   * the thread that brings the answer; what can only be done by waiting is left to others.
   *
   * @param threads those that may wait
   * @param done called once, with the response in the exchange; in whichever thread that is
   */
  public void serve(Request request, Executor threads, Consumer<Exchange> done) {
    Exchange exchange = begin(request);
    UnwaitingRun run = new UnwaitingRun(exchange, threads, done);
    if (isPreflight(request)) {
      run.inThread(() -> run(exchange));
    } else {
      run.here(() -> run(exchange));
    }
  }

  /**
   * The same, followed by an observer, who sees all of it in one thread that may wait.
   *
   * @param threads those that may wait
   * @param done called once, with the response in the exchange
   */
  public void serve(Request request, Observer observer, Executor threads, Consumer<Exchange> done) {
    Exchange exchange = begin(request);
    exchange.observer(observer);
    new UnwaitingRun(exchange, threads, done).inThread(() -> run(exchange));
  }

  private Exchange begin(Request request) {
    return new Exchange(RandomIds.next(), services.clock(), service, request);
  }

  /** What goes on with the exchange where it is parked; else it has come to its end. */
  private Optional<Pipeline> run(Exchange exchange) {
    Request request = exchange.request();
    Optional<Router.Match> match = router.match(request.method(), request.originalUrl());
    if (match.isEmpty()) {
      return parked(policies.global(), policies.global().fail(exchange, notFound()));
    }
    Api api = match.get().api();
    Optional<Operation> operation = match.get().operation();
    exchange.matched(Optional.of(api), operation);
    if (operation.isEmpty() && isPreflight(request) && preflight(exchange, api)) {
      return Optional.empty();
    }
    if (operation.isEmpty()) {
      Pipeline pipeline = policies.of("", api, "");
      return parked(pipeline, pipeline.fail(exchange, notFound()));
    }
    request.matchedParameters(match.get().parameters());
    request.route(policies.serviceUrl(api), match.get().pathBelow());
    Subscriptions.Admission admission;
    try {
      admission = subscriptions.admit(api, request, config.hostName());
    } catch (PolicyFailure e) {
      Pipeline pipeline = policies.of("", api, operation.get().id());
      return parked(pipeline, pipeline.fail(exchange, e));
    }
    exchange.admitted(admission.product(), admission.subscription());
    exchange.key(admission.key());
    String product = admission.product().map(Product::id).orElse("");
    Pipeline pipeline = policies.of(product, api, operation.get().id());
    return parked(pipeline, pipeline.run(exchange));
  }

  private static Optional<Pipeline> parked(Pipeline pipeline, boolean done) {
    return done ? Optional.empty() : Optional.of(pipeline);
  }

  private static boolean isPreflight(Request request) {
    return request.method().equals("OPTIONS")
        && request.headers().contains("Origin")
        && request.headers().contains(WANTED_METHOD);
  }

  /**
   * The operation that a preflight request asks for decides which policies answer it. Its product
   * does, too, where the request is let into one: browsers send no header with a key.
   */
  private boolean preflight(Exchange exchange, Api api) {
    Request request = exchange.request();
    String wanted = request.headers().first(WANTED_METHOD).orElseThrow();
    Optional<Operation> operation =
        router.match(wanted, request.originalUrl()).flatMap(Router.Match::operation);
    String product = "";
    try {
      Subscriptions.Admission admission = subscriptions.admit(api, request, config.hostName());
      product = admission.product().map(Product::id).orElse("");
    } catch (PolicyFailure e) {
      // The call itself will be refused; whether the page may know is another question.
    }
    return policies.of(product, api, operation.map(Operation::id).orElse("")).preflight(exchange);
  }

  private static PolicyFailure notFound() {
    LastError error =
        LastError.builtIn(
            "configuration",
            "OperationNotFound",
            "Unable to match incoming request to an operation.");
    return PolicyFailure.builtIn(404, error, "Resource not found", new Headers());
  }
}
