package dev.patienttests.local.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenIdConfigurationTest {
  private static final String ISSUER = "https://login.example/tenant/v2.0";
  private final AtomicReference<JWKSet> published = new AtomicReference<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger(200);
  private final SettableClock clock = new SettableClock();
  private HttpServer server;
  private OpenIdConfiguration configuration;
  private TokenValidator validator;
  private ECKey first;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    answer("/metadata", () -> "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + base + "/keys\"}");
    answer("/keys", () -> published.get().toString());
    server.start();
    first = key("first");
    published.set(new JWKSet(first));
    configuration =
        new OpenIdConfiguration(
            URI.create(base + "/metadata"),
            HttpClient.newHttpClient(),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            clock);
    validator = new TokenValidator(new Rules(Set.of("me"), Set.of(), Duration.ZERO), clock);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void keysAreFetchedOnceAnHour() throws Exception {
    assertThat(validate(first)).isInstanceOf(Validation.Accepted.class);
    clock.advance(Duration.ofMinutes(59));
    configuration.current();
    assertThat(fetches).hasValue(1);
    clock.advance(Duration.ofMinutes(1));
    configuration.current();
    assertThat(fetches).hasValue(2);
  }

  @Test
  void anUnknownKeyIsLookedForAtOnceButNotAgainWithinFiveMinutes() throws Exception {
    validate(first);
    ECKey second = key("second");
    published.set(new JWKSet(second));
    assertThat(validate(second)).isInstanceOf(Validation.Accepted.class);
    ECKey third = key("third");
    published.set(new JWKSet(third));
    assertThat(validate(third)).isInstanceOf(Validation.Refused.class);
    assertThat(fetches).hasValue(2);
    clock.advance(Duration.ofMinutes(5));
    assertThat(validate(third)).isInstanceOf(Validation.Accepted.class);
  }

  @Test
  void theLastGoodKeysStayInUseWhileTheIssuerIsAway() throws Exception {
    validate(first);
    status.set(503);
    clock.advance(Duration.ofHours(2));
    assertThat(validate(first)).isInstanceOf(Validation.Accepted.class);
    assertThat(validate(first)).isInstanceOf(Validation.Accepted.class);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void anIssuerThatWasNeverThereIsAnError() {
    status.set(503);
    assertThatIOException().isThrownBy(configuration::current).withMessageContaining("503");
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> validate(first));
  }

  @Test
  void aTokenThatWasAcceptedIsValidatedAtHandWhileItsKeyIsKnownAndFresh() throws Exception {
    String token = token(first);
    assertThat(atHand(token)).isEmpty();
    assertThat(validator.validate(token, configuration)).isInstanceOf(Validation.Accepted.class);
    assertThat(atHand(token).orElseThrow()).isInstanceOf(Validation.Accepted.class);
    assertThat(atHand(token(first))).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    assertThat(atHand(token).orElseThrow()).isInstanceOf(Validation.Refused.class);
    clock.advance(Duration.ofMinutes(58));
    assertThat(atHand(token)).isEmpty();
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aTokenWhoseKeyHasGoneIsNotValidatedAtHand() throws Exception {
    String token = token(first);
    validator.validate(token, configuration);
    published.set(new JWKSet(key("second")));
    validate(key("unknown"));
    assertThat(fetches).hasValue(2);
    assertThat(atHand(token)).isEmpty();
  }

  @Test
  void manyCallersShareOneFetch() {
    CompletableFuture<?>[] callers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> assertThat(validate(first)).isInstanceOf(Validation.Accepted.class)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(callers).join();
    assertThat(fetches).hasValue(1);
  }

  @Test
  void manyCallersShareOneFailure() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicInteger tries = new AtomicInteger();
    OpenIdConfiguration slow =
        new OpenIdConfiguration(
            URI.create("https://slow.example/"),
            url -> {
              tries.incrementAndGet();
              asked.countDown();
              if (tries.get() == 1) {
                awaitQuietly(waiting);
              }
              throw new IOException("away");
            },
            clock);
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> fails(slow));
    asked.await();
    Thread second = new Thread(() -> fails(slow));
    second.start();
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    waiting.countDown();
    second.join();
    first.join();
    assertThat(tries).hasValue(1);
    fails(slow);
    assertThat(tries).hasValue(2);
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void fails(OpenIdConfiguration configuration) {
    assertThatIOException().isThrownBy(configuration::current).withMessage("away");
  }

  private Validation validate(ECKey key) {
    return validator.validate(token(key), configuration);
  }

  private Optional<Validation> atHand(String token) {
    TrustedIssuers trusted = new TrustedIssuers(List.of(configuration), SigningKeys.none(), false);
    return validator.validateAtHand(token, trusted);
  }

  private String token(ECKey key) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .issuer(ISSUER)
                  .audience("me")
                  .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                  .build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static ECKey key(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  private void answer(String path, java.util.function.Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          if (path.equals("/metadata")) {
            fetches.incrementAndGet();
          }
          byte[] content = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), content.length);
          try (var out = exchange.getResponseBody()) {
            out.write(content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static final class SettableClock extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    void advance(Duration time) {
      now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
