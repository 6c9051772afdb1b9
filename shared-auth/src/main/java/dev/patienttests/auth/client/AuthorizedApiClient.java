package dev.patienttests.auth.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.auth.BearerToken;
import dev.patienttests.auth.TokenProvider;
import dev.patienttests.auth.TokenProviders;
import dev.patienttests.http.CallLog;
import dev.patienttests.http.IdleConnections;
import dev.patienttests.http.RequestLog;
import dev.patienttests.http.StrictJson;
import dev.patienttests.secrets.SecretValue;
import dev.patienttests.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Calls another API with a token of this app and that API's host key. It follows no redirect and
 * repeats nothing but this: after a 401 it asks once for a fresh host key and, if one was to be
 * had, tries once more. A call for a request carries a span and the id of that request.
 */
public final class AuthorizedApiClient {
  private static final String JSON_TYPE = "application/json";
  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  private final ApiTarget target;
  private final TokenProvider tokens;
  private final ClientLimits limits;
  private final HttpClient http;
  private final JsonMapper mapper;

  /** A client with an HTTP client of its own, which follows the JVM's proxy and trust store. */
  public AuthorizedApiClient(ApiTarget target, TokenProvider tokens, ClientLimits limits) {
    this(target, tokens, limits, HttpClient.newBuilder());
  }

  /**
   * A client with the tokens that {@code TOKEN_PROVIDER} names. A loopback API under Core Tools
   * needs no identity, so none is looked for. Nothing is contacted yet.
   *
   * @throws dev.patienttests.settings.SettingsException when the identity is not set up
   */
  public static AuthorizedApiClient forEnvironment(
      Settings settings, ApiTarget target, ClientLimits limits) {
    TokenProvider tokens =
        target instanceof ApiTarget.Secured
            ? TokenProviders.forEnvironment(settings)
            : AuthorizedApiClient::noToken;
    return new AuthorizedApiClient(target, tokens, limits);
  }

  private static BearerToken noToken(String applicationIdUri) {
    throw new IllegalStateException("No token is sent over loopback.");
  }

  /** The same on a prepared builder, for example one with its own trust. */
  AuthorizedApiClient(
      ApiTarget target, TokenProvider tokens, ClientLimits limits, HttpClient.Builder builder) {
    this(target, tokens, limits, http(builder, limits));
  }

  private AuthorizedApiClient(
      ApiTarget target, TokenProvider tokens, ClientLimits limits, HttpClient http) {
    this.target = target;
    this.tokens = tokens;
    this.limits = limits;
    this.http = http;
    this.mapper = StrictJson.mapper(limits.largestAnswer());
  }

  private static HttpClient http(HttpClient.Builder builder, ClientLimits limits) {
    IdleConnections.keepShort();
    return builder
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(limits.connect())
        .build();
  }

  /**
   * The same with other limits and the same connections, so that the deadline for connecting stays.
   */
  public AuthorizedApiClient within(ClientLimits others) {
    return new AuthorizedApiClient(target, tokens, others, http);
  }

  /**
   * Makes the call.
   *
   * @throws ApiCallException when it comes to nothing
   * @throws dev.patienttests.auth.TokenUnavailableException without a token
   * @throws dev.patienttests.secrets.SecretUnavailableException without a host key
   */
  public <T> ApiAnswer<T> call(ApiCall<T> call) {
    try (CallLog log = RequestLog.call(target.name())) {
      return call(call, log);
    }
  }

  private <T> ApiAnswer<T> call(ApiCall<T> call, CallLog log) {
    HttpResponse<Optional<byte[]>> response =
        target instanceof ApiTarget.Secured secured
            ? sendSecured(call, secured, log)
            : send(request(call, log));
    log.answered(response.statusCode());
    if (response.statusCode() == 401) {
      throw new ApiCallException.Unauthorized();
    }
    if (!call.accepted().contains(response.statusCode())) {
      throw new ApiCallException.UnexpectedStatus(response.statusCode());
    }
    return new ApiAnswer<>(response.statusCode(), read(response, call.schema()));
  }

  private HttpResponse<Optional<byte[]>> sendSecured(
      ApiCall<?> call, ApiTarget.Secured secured, CallLog log) {
    SecretValue key = secured.hostKey().current();
    HttpResponse<Optional<byte[]>> first = send(authorized(call, log, secured, key));
    if (first.statusCode() != 401) {
      return first;
    }
    return secured
        .hostKey()
        .refresh(key)
        .map(fresh -> send(authorized(call, log, secured, fresh)))
        .orElse(first);
  }

  private HttpRequest.Builder authorized(
      ApiCall<?> call, CallLog log, ApiTarget.Secured secured, SecretValue key) {
    String token = tokens.tokenFor(secured.applicationIdUri()).value();
    try {
      return request(call, log)
          .setHeader("Authorization", "Bearer " + token)
          .setHeader("x-functions-key", key.reveal());
    } catch (IllegalArgumentException e) {
      // The exception quotes the value, so it is not kept as the cause.
      throw new ApiCallException.NoAnswer(
          new IllegalStateException("A token or host key that no header can hold."));
    }
  }

  private HttpRequest.Builder request(ApiCall<?> call, CallLog log) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(target.baseUrl() + call.path()))
            .timeout(limits.request())
            .setHeader("Accept", JSON_TYPE);
    log.span()
        .or(call::trace)
        .ifPresent(trace -> builder.setHeader("traceparent", trace.traceparent()));
    log.requestId().ifPresent(id -> builder.setHeader(RequestLog.REQUEST_ID, id));
    call.body().ifPresent(body -> builder.setHeader("Content-Type", JSON_TYPE));
    return builder.method(
        call.method(),
        call.body()
            .map(body -> BodyPublishers.ofString(body.toString()))
            .orElseGet(BodyPublishers::noBody));
  }

  private HttpResponse<Optional<byte[]>> send(HttpRequest.Builder request) {
    long start = System.nanoTime();
    try {
      return http.send(
          request.build(),
          head ->
              new CappedBody(
                  limits.largestAnswer(),
                  limits.request().minus(Duration.ofNanos(System.nanoTime() - start))));
    } catch (IOException e) {
      throw new ApiCallException.NoAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiCallException.NoAnswer(e);
    }
  }

  private <T> T read(HttpResponse<Optional<byte[]>> response, AnswerSchema<T> schema) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.equals(JSON_TYPE) && !JSON.matcher(type.strip()).matches()) {
      throw new ApiCallException.InvalidAnswer("not application/json");
    }
    byte[] bytes =
        response.body().orElseThrow(() -> new ApiCallException.InvalidAnswer("too large"));
    try {
      JsonNode json =
          mapper.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      if (json instanceof ObjectNode object) {
        return schema.read(object);
      }
    } catch (CharacterCodingException | JsonProcessingException e) {
      throw new ApiCallException.InvalidAnswer("not valid JSON");
    } catch (IllegalArgumentException e) {
      throw new ApiCallException.InvalidAnswer("not of the agreed schema");
    }
    throw new ApiCallException.InvalidAnswer("not a JSON object");
  }
}
