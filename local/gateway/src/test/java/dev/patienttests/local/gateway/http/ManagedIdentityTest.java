package dev.patienttests.local.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.net.IdentityEndpointSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tokens of the gateway's identity. */
class ManagedIdentityTest {
  private static final Instant START = Instant.parse("2026-03-14T09:00:00Z");
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Instant now = START;
  private volatile Supplier<Response> answer = () -> answer(200, token("t1", 3600));
  private final ManagedIdentity identity =
      new ManagedIdentity(
          new IdentityEndpointSettings("http://127.0.0.1:9/msi/token", "identity-secret"),
          call -> {
            calls.add(call);
            return answer.get();
          },
          () -> now);

  private static Response answer(int status, String body) {
    return new Response(status, "", new Headers(), Optional.of(MessageBody.of(body)));
  }

  private static String token(String value, long seconds) {
    return "{\"access_token\":\""
        + value
        + "\",\"expires_on\":\""
        + START.plusSeconds(seconds).getEpochSecond()
        + "\"}";
  }

  private String token() {
    return identity.token("api://a/b", Optional.of("client"));
  }

  @Test
  void aTokenIsAskedForOnceUntilShortlyBeforeItExpires() {
    assertThat(token()).isEqualTo("t1");
    now = START.plusSeconds(3600 - 301);
    assertThat(token()).isEqualTo("t1");
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).url())
        .hasToString(
            "http://127.0.0.1:9/msi/token"
                + "?api-version=2019-08-01&resource=api%3A%2F%2Fa%2Fb&client_id=client");
    assertThat(calls.get(0).headers().first("X-IDENTITY-HEADER")).contains("identity-secret");
    now = START.plusSeconds(3600 - 300);
    answer = () -> answer(200, token("t2", 7200));
    assertThat(token()).isEqualTo("t2");
  }

  @Test
  void aTokenIsAtHandWhileItIsKeptAndNobodyIsAskedForIt() {
    assertThat(identity.atHand("api://a/b", Optional.of("client"))).isEmpty();
    token();
    assertThat(identity.atHand("api://a/b", Optional.of("client"))).contains("t1");
    assertThat(identity.atHand("api://a/b", Optional.empty())).isEmpty();
    now = START.plusSeconds(3600 - 300);
    assertThat(identity.atHand("api://a/b", Optional.of("client"))).isEmpty();
    assertThat(calls).hasSize(1);
  }

  @Test
  void eachResourceHasItsOwnToken() {
    token();
    answer = () -> answer(200, token("other", 3600));
    assertThat(identity.token("https://vault.azure.net", Optional.empty())).isEqualTo("other");
    assertThat(token()).isEqualTo("t1");
  }

  @Test
  void noMoreThanAThousandTokensAreKept() {
    for (int i = 0; i < 1_000; i++) {
      identity.token("api://" + i, Optional.empty());
    }
    identity.token("api://more", Optional.empty());
    identity.token("api://more", Optional.empty());
    assertThat(calls).hasSize(1_002);
    identity.token("api://0", Optional.empty());
    assertThat(calls).hasSize(1_002);
    now = START.plusSeconds(3600);
    answer = () -> answer(200, token("t2", 7200));
    identity.token("api://more", Optional.empty());
    identity.token("api://more", Optional.empty());
    assertThat(calls).hasSize(1_003);
  }

  @Test
  void whoeverWaitsSharesTheOneRequest() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    answer =
        () -> {
          asked.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return answer(200, token("t1", 3600));
        };
    CompletableFuture<String> first = CompletableFuture.supplyAsync(this::token, this::start);
    asked.await();
    CompletableFuture<String> second = CompletableFuture.supplyAsync(this::token, this::start);
    release.countDown();
    assertThat(first.get()).isEqualTo("t1");
    assertThat(second.get()).isEqualTo("t1");
    assertThat(calls).hasSize(1);
  }

  private void start(Runnable task) {
    Thread thread = new Thread(task, "test");
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void aRefusalIsAFailureThatIsNotKeptAndQuotesNothing() {
    for (String body : new String[] {"{}", "secret", "{\"access_token\":\"secret\"}"}) {
      answer = () -> answer(200, body);
      assertThat(catchThrowableOfType(PolicyFailure.class, this::token))
          .hasMessageContaining("No token of the managed identity")
          .hasMessageNotContaining("secret");
    }
    answer = () -> answer(400, "secret");
    assertThat(catchThrowableOfType(PolicyFailure.class, this::token))
        .hasMessageContaining("400")
        .hasMessageNotContaining("secret");
    answer = () -> answer(200, token("t1", 3600));
    assertThat(token()).isEqualTo("t1");
  }
}
