package dev.patienttests.local.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.IdentityTokens;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.net.IdentityEndpointSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens from a managed-identity endpoint (Azure documentation, REST endpoint reference, api
 * version 2019-08-01). A token is kept until five minutes before it expires; one request for it is
 * in flight at a time, and all who wait share its outcome.
 */
public final class ManagedIdentity implements IdentityTokens {
  private static final Duration EARLY = Duration.ofMinutes(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_KEPT = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Key(String resource, Optional<String> clientId) {}

  private record Token(String value, Instant refreshAt) {}

  private static final class Slot {
    private volatile Optional<Token> token = Optional.empty();
    private Optional<CompletableFuture<Token>> asking = Optional.empty();

    /** What is being asked already, or else what is given. */
    synchronized CompletableFuture<Token> join(CompletableFuture<Token> own) {
      if (asking.isEmpty()) {
        asking = Optional.of(own);
      }
      return asking.get();
    }

    synchronized void leave() {
      asking = Optional.empty();
    }
  }

  private final IdentityEndpointSettings endpoint;
  private final OutboundCalls calls;
  private final InstantSource clock;
  private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

  /** Asks that endpoint, directly and not through the virtual network. */
  public ManagedIdentity(
      IdentityEndpointSettings endpoint, OutboundCalls calls, InstantSource clock) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String token(String resource, Optional<String> clientId) {
    Slot slot = slot(new Key(resource, clientId));
    Optional<String> fresh = fresh(slot);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    CompletableFuture<Token> mine = new CompletableFuture<>();
    CompletableFuture<Token> asked = slot.join(mine);
    return (asked == mine ? ask(resource, clientId, slot, mine) : await(asked)).value();
  }

  @Override
  public Optional<String> atHand(String resource, Optional<String> clientId) {
    return Optional.ofNullable(slots.get(new Key(resource, clientId))).flatMap(this::fresh);
  }

  /** A resource may come out of a request: beyond the limit tokens are fetched, but not kept. */
  private Slot slot(Key key) {
    Slot kept = slots.get(key);
    if (kept != null) {
      return kept;
    }
    if (slots.size() >= MAX_KEPT) {
      slots.values().removeIf(slot -> fresh(slot).isEmpty());
    }
    return slots.size() >= MAX_KEPT ? new Slot() : slots.computeIfAbsent(key, k -> new Slot());
  }

  private Token ask(
      String resource, Optional<String> clientId, Slot slot, CompletableFuture<Token> answer) {
    try {
      Token token = ask(resource, clientId);
      slot.token = Optional.of(token);
      answer.complete(token);
      return token;
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      throw e;
    } finally {
      slot.leave();
    }
  }

  private static Token await(CompletableFuture<Token> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PolicyFailure failure
          ? failure
          : failure("the endpoint could not be asked");
    }
  }

  private Optional<String> fresh(Slot slot) {
    return slot.token.filter(t -> clock.instant().isBefore(t.refreshAt())).map(Token::value);
  }

  private Token ask(String resource, Optional<String> clientId) {
    Headers headers = new Headers();
    headers.add("X-IDENTITY-HEADER", endpoint.header());
    String query =
        "api-version=2019-08-01&resource="
            + encode(resource)
            + clientId.map(id -> "&client_id=" + encode(id)).orElse("");
    RequestUrl url = RequestUrl.parse(endpoint.url());
    Response response;
    try {
      response =
          calls.send(
              new OutboundCalls.Call(
                  "GET", url.with(url.path(), query), headers, Optional.empty(), TIMEOUT));
    } catch (PolicyFailure e) {
      throw failure("the endpoint does not answer: " + e.getMessage());
    }
    if (response.status() != 200) {
      throw failure("the endpoint answered " + response.status() + " for " + resource);
    }
    return read(response.body().map(MessageBody::content).orElse(new byte[0]));
  }

  private Token read(byte[] body) {
    try {
      JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      String value = json.path("access_token").asText("");
      long expires = json.path("expires_on").asLong(0);
      if (!value.isEmpty() && expires > 0) {
        return new Token(value, Instant.ofEpochSecond(expires).minus(EARLY));
      }
    } catch (JsonProcessingException e) {
      // Refused below.
    }
    throw failure("the endpoint's answer is not a token");
  }

  private static PolicyFailure failure(String why) {
    return PolicyFailure.fault(
        "ManagedIdentityFailure", "No token of the managed identity: " + why);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
