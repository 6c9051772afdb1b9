package dev.patienttests.local.gateway.model;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One request on its way through the gateway. Belongs to one thread; branches of a {@code wait}
 * take turns with it.
 */
public final class Exchange {
  private final UUID requestId;
  private final InstantSource clock;
  private final Instant timestamp;
  private final Request request;
  private final Service service;
  private final Map<String, Object> variables = new HashMap<>();
  private final Headers later = new Headers();
  private Optional<Response> response = Optional.empty();
  private Optional<Api> api = Optional.empty();
  private Optional<Operation> operation = Optional.empty();
  private Optional<Product> product = Optional.empty();
  private Optional<Subscription> subscription = Optional.empty();
  private String key = "";
  private Optional<LastError> lastError = Optional.empty();
  private Optional<Duration> backend = Optional.empty();
  private final List<Runnable> whenServed = new ArrayList<>();
  private final Set<Object> counted = new HashSet<>();
  private Optional<Observer> observer = Optional.empty();
  private Optional<Turns> turns = Optional.empty();
  private Optional<CacheSlot> slot = Optional.empty();
  private final Parking parking = new Parking();

  /** The API Management service that the request came to; its name is its host name. */
  public record Service(String id, String hostName, String region) {}

  /** Begins an exchange. */
  public Exchange(UUID requestId, InstantSource clock, Service service, Request request) {
    this.requestId = requestId;
    this.clock = clock;
    this.timestamp = clock.instant();
    this.service = service;
    this.request = request;
  }

  /** Identifies the request; also its correlation id. */
  public UUID requestId() {
    return requestId;
  }

  /** When it came. */
  public Instant timestamp() {
    return timestamp;
  }

  /** The time now. */
  public Instant now() {
    return clock.instant();
  }

  /** Time since then. */
  public Duration elapsed() {
    return Duration.between(timestamp, clock.instant());
  }

  /** How long the backend took for all tries together; empty when it was not called. */
  public Optional<Duration> backend() {
    return backend;
  }

  /** One more call of the backend is over. */
  public void backendTook(Duration time) {
    backend = Optional.of(backend.orElse(Duration.ZERO).plus(time));
  }

  /** The request. */
  public Request request() {
    return request;
  }

  /** The service. */
  public Service service() {
    return service;
  }

  /** Variables by name; a value may be null, which C# code sees as such. */
  public Map<String, Object> variables() {
    return variables;
  }

  /** Headers that the response gets when the request was served. */
  public Headers later() {
    return later;
  }

  /** The response, once there is one. */
  public Optional<Response> response() {
    return response;
  }

  /** Sets or, with empty, drops the response. */
  public void response(Optional<Response> newResponse) {
    this.response = newResponse;
  }

  /** The API that matched. */
  public Optional<Api> api() {
    return api;
  }

  /** The operation that matched. */
  public Optional<Operation> operation() {
    return operation;
  }

  /** Keeps what the request matched. */
  public void matched(Optional<Api> matchedApi, Optional<Operation> matchedOperation) {
    this.api = matchedApi;
    this.operation = matchedOperation;
  }

  /** The product in whose context the request runs. */
  public Optional<Product> product() {
    return product;
  }

  /** The subscription whose key was sent. */
  public Optional<Subscription> subscription() {
    return subscription;
  }

  /** Keeps by what the request was let in. */
  public void admitted(Optional<Product> inProduct, Optional<Subscription> by) {
    this.product = inProduct;
    this.subscription = by;
  }

  /** The key of the subscription that was sent, empty where there is none. */
  public String key() {
    return key;
  }

  /** Keeps by which key the request was let in. */
  public void key(String sent) {
    this.key = sent;
  }

  /** The error, while on-error runs. */
  public Optional<LastError> lastError() {
    return lastError;
  }

  /** Where the response is kept, where it may be. */
  public Optional<CacheSlot> slot() {
    return slot;
  }

  /** Keeps where the response is to be kept. */
  public void slot(CacheSlot found) {
    this.slot = Optional.of(found);
  }

  /** How it waits. */
  public Parking parking() {
    return parking;
  }

  /** Lets branches take turns from now on, or, with empty, no more. */
  public void turns(Optional<Turns> now) {
    this.turns = now;
  }

  /**
   * Waits for something outside of the gateway; other branches of this exchange go on meanwhile.
   *
   * @param call may not touch the exchange
   */
  public <T> T outside(Supplier<T> call) {
    return turns.isPresent() ? turns.get().outside(call, true) : call.get();
  }

  /** The same for what other exchanges wait for, too: it goes on when nobody here needs it. */
  public <T> T outsideShared(Supplier<T> call) {
    return turns.isPresent() ? turns.get().outside(call, false) : call.get();
  }

  /** Keeps what is to be done once the response is there, whatever it is. */
  public void whenServed(Runnable task) {
    whenServed.add(task);
  }

  /** The response is there. */
  public void served() {
    whenServed.forEach(Runnable::run);
    whenServed.clear();
  }

  /** The counters by key that this request was counted by; each counts a request once. */
  public Set<Object> counted() {
    return counted;
  }

  /** Sets the error. */
  public void lastError(LastError error) {
    this.lastError = Optional.of(error);
    observer.ifPresent(o -> o.erred(error, this));
  }

  /** Who follows this request, if anybody does. */
  public Optional<Observer> observer() {
    return observer;
  }

  /** Lets somebody follow this request. */
  public void observer(Observer follower) {
    this.observer = Optional.of(follower);
  }

  /** A policy goes one of its ways. */
  public void take(Branch branch) {
    if (observer.isPresent()) {
      observer.get().took(branch);
    }
  }
}
