package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions see of who calls. */
class CallerContextTest {
  private static final String THINGS = "/shop/v1/things";

  private static Engine showing(String expression) {
    return Engine.inbound(
        "<return-response><set-body>@(\"\" + (" + expression + "))</set-body></return-response>");
  }

  @Test
  void theKeyIsTheOneThatWasSent() {
    Engine engine = showing("context.Subscription?.Key ?? \"none\"");

    assertThat(Engine.body(engine.send("GET", THINGS, "", Engine.KEY, "clinic-demo-key-1")))
        .isEqualTo("clinic-demo-key-1");
    assertThat(Engine.body(engine.send("GET", THINGS, "", Engine.KEY, "clinic-demo-key-2")))
        .isEqualTo("clinic-demo-key-2");
    assertThat(Engine.body(engine.send("GET", THINGS + "?subscription-key=master-key-1", "")))
        .isEqualTo("master-key-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "context.User?.Email ?? \"nobody\"|nobody",
        "context.User?.Groups.Any(g => g.Name == \"x\") == null|True",
        "context.Subscription.EndDate.HasValue|False",
        "context.Subscription.StartDate?.ToString(\"o\") ?? \"never\"|never",
        "context.Product.State|Published",
        "context.Product.Groups.Count()|0",
        "context.Product.SubscriptionsLimit ?? 7|7",
        "context.Request.Certificate == null|True",
        "context.Request.Certificate?.Thumbprint ?? \"-\"|-",
        "context.Request.PrivateEndpointConnection == null|True",
        "context.Api.Protocols.Single()|https",
      })
  void whatTheConfigurationDoesNotSayIsNullOrEmpty(String expression, String text) {
    assertThat(Engine.body(showing(expression).get(THINGS))).isEqualTo(text);
  }

  @Test
  void aMemberOfACertificateThatIsNotThereIsAFault() {
    assertThat(Engine.status(showing("context.Request.Certificate.Verify()").get(THINGS)))
        .isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context.Subscription.CreatedDate",
        "context.Deployment.Certificates",
        "context.Deployment.SustainabilityInfo",
        "context.GraphQL",
        "context.Request.Foundry",
        "new X509Certificate2(new byte[0]).Subject",
      })
  void whatIsNotKnownIsRefusedByName(String expression) {
    assertThatThrownBy(showing(expression)::load)
        .hasMessageContaining("things.xml:1:")
        .hasMessageContaining("set-body");
  }
}
