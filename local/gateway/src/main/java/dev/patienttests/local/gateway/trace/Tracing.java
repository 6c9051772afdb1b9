package dev.patienttests.local.gateway.trace;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.model.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes traces of requests whose sender shows a token for it. A token is for one API and some time;
 * whoever manages the service hands it out and reads the traces (Azure documentation, tutorial on
 * tracing: listDebugCredentials, Apim-Debug-Authorization, Apim-Trace-Id, listTrace). Tokens and
 * traces end with the process.
 */
public final class Tracing {
  /** Request header that carries a token. */
  public static final String TOKEN_HEADER = "Apim-Debug-Authorization";

  /** Response header with the id of the trace. */
  public static final String ID_HEADER = "Apim-Trace-Id";

  /** Longest life of a token (Azure documentation, list debug credentials). */
  public static final Duration LONGEST = Duration.ofHours(1);

  private static final int MAX_TRACES = 100;
  private static final int KEY_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /**
   * A request that is traced.
   *
   * @param apiId the API that its token is for
   */
  public record Traced(String apiId, TraceRecorder recorder) {}

  private final InstantSource clock;
  private final Set<String> apis;
  private final List<String> secrets;
  private final SecretKeySpec key;
  private final Map<String, RequestTrace> traces =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RequestTrace> eldest) {
          return size() > MAX_TRACES;
        }
      };
  private volatile Instant openUntil = Instant.MIN;

  /**
   * Traces requests to these APIs.
   *
   * @param secrets texts that no trace may show
   */
  public Tracing(InstantSource clock, Collection<String> apis, Collection<String> secrets) {
    this.clock = clock;
    this.apis = Set.copyOf(apis);
    this.secrets = List.copyOf(secrets);
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, "HmacSHA256");
  }

  /** Traces requests to all APIs of a service. */
  public static Tracing of(GatewayConfig config, InstantSource clock) {
    return new Tracing(clock, config.apis().stream().map(Api::id).toList(), secrets(config));
  }

  /**
   * Texts that neither a trace nor a message of a service may show: of named values that are marked
   * as secret, or whose name says so.
   */
  public static List<String> secrets(GatewayConfig config) {
    return config.namedValues().entrySet().stream()
        .filter(
            value ->
                config.secretNames().contains(value.getKey()) || Redactor.isSecret(value.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** A text without such secrets, and without what looks like a token. */
  public static String hidden(String text, Collection<String> secrets) {
    Redactor redactor = new Redactor();
    secrets.forEach(redactor::hide);
    return redactor.known(text);
  }

  /** A token for an API; empty where there is no such API, or the time is none or too long. */
  public Optional<String> token(String apiId, Duration validity) {
    if (!apis.contains(apiId)
        || validity.isNegative()
        || validity.isZero()
        || validity.compareTo(LONGEST) > 0) {
      return Optional.empty();
    }
    Instant end = clock.instant().plus(validity);
    synchronized (this) {
      openUntil = openUntil.isBefore(end) ? end : openUntil;
    }
    String payload = text(apiId) + "." + end.getEpochSecond();
    return Optional.of(payload + "." + signature(payload));
  }

  /** Whether any token may be valid; where none was made nothing else needs to be looked at. */
  public boolean isOpen() {
    Instant until = openUntil;
    return !until.equals(Instant.MIN) && clock.instant().isBefore(until);
  }

  /**
   * Begins the trace of a request that shows a token.
   *
   * @param target method and path, without query
   */
  public Optional<Traced> begin(String token, String target) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) {
      return Optional.empty();
    }
    byte[] expected = signature(parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
    boolean genuine = MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8));
    if (!genuine || clock.instant().getEpochSecond() >= Long.parseLong(parts[1])) {
      return Optional.empty();
    }
    String apiId = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    return Optional.of(new Traced(apiId, new TraceRecorder(target, secrets)));
  }

  /** Keeps the trace and gives its id; nothing where the request went to another API. */
  public Optional<String> end(Traced traced, Exchange exchange) {
    boolean right = exchange.api().map(Api::id).filter(traced.apiId()::equals).isPresent();
    if (!right) {
      return Optional.empty();
    }
    RequestTrace trace = traced.recorder().trace(exchange);
    synchronized (traces) {
      traces.put(trace.id(), trace);
    }
    return Optional.of(trace.id());
  }

  /** One of the last 100 traces. */
  public Optional<RequestTrace> trace(String id) {
    synchronized (traces) {
      return Optional.ofNullable(traces.get(id));
    }
  }

  private static String text(String value) {
    return BASE64.encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String payload) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return BASE64.encodeToString(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
