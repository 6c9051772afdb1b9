package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.stack.deploy.SubscriptionRegister.KeyName;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only a subscription of a listed product opens the API. */
class SubscriptionKeysTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void withoutAKeyTheGatewayAnswers401() {
    HttpResponse<String> response = createWith(Optional.empty());
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void withAWrongKeyTheGatewayAnswers401() {
    assertThat(createWith(Optional.of("0123456789abcdef")).statusCode()).isEqualTo(401);
  }

  @Test
  void theAllAccessKeyIsRefused() {
    assertThat(createWith(Optional.of(STACK.key("master"))).statusCode()).isEqualTo(401);
  }

  @Test
  void anApiScopedKeyWouldSkipTheProductAndIsRefused() {
    assertThat(createWith(Optional.of(STACK.key("api-scoped"))).statusCode()).isEqualTo(403);
  }

  @Test
  void theSecondaryKeyIsAsGoodAsThePrimary() {
    String secondary = STACK.status().subscriptions().get(0).secondaryKey();
    assertThat(createWith(Optional.of(secondary)).statusCode()).isEqualTo(201);
  }

  @Test
  void theKeyMayComeInTheQuery() {
    Clients clients = STACK.clients();
    var uri = clients.patients() + "?subscription-key=" + STACK.key(Patients.CLINIC);
    var request = clients.creating(Patients.ADA, Optional.empty()).uri(java.net.URI.create(uri));
    assertThat(clients.send(request).statusCode()).isEqualTo(201);
  }

  @Test
  void aSuspendedSubscriptionOpensNothingAndSurvivesARestartOfTheGateway() {
    Optional<String> key = Optional.of(STACK.key(Patients.CLINIC));
    STACK.stack().subscriptions().suspend(Patients.CLINIC);
    try {
      assertThat(createWith(key).statusCode()).isEqualTo(401);
      assertThat(STACK.stack().statusJson()).contains("\"state\":\"suspended\"");
      STACK.stack().stop("gateway");
      STACK.stack().start("gateway");
      assertThat(createWith(key).statusCode()).isEqualTo(401);
    } finally {
      STACK.stack().subscriptions().activate(Patients.CLINIC);
    }
    assertThat(createWith(key).statusCode()).isEqualTo(201);
  }

  @Test
  void aRegeneratedKeyIsTheOnlyOneThatCounts() {
    String old = secondaryOf("api-scoped");

    String fresh = STACK.stack().subscriptions().regenerate("api-scoped", KeyName.SECONDARY);

    assertThat(secondaryOf("api-scoped")).isEqualTo(fresh).isNotEqualTo(old);
    assertThat(createWith(Optional.of(old)).statusCode()).isEqualTo(401);
    assertThat(createWith(Optional.of(fresh)).statusCode()).isEqualTo(403);
    assertThat(createWith(Optional.of(STACK.key("api-scoped"))).statusCode()).isEqualTo(403);
  }

  private static String secondaryOf(String subscription) {
    return STACK.stack().status().subscriptions().stream()
        .filter(each -> each.name().equals(subscription))
        .findFirst()
        .orElseThrow()
        .secondaryKey();
  }

  private static HttpResponse<String> createWith(Optional<String> key) {
    Clients clients = STACK.clients();
    return clients.send(clients.creating(Patients.ADA, key));
  }
}
