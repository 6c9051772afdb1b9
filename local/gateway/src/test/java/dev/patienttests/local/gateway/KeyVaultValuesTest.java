package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.patienttests.local.gateway.GatewayConfig.KeyVaultValue;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyServices;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named values whose text is a secret in Key Vault. */
class KeyVaultValuesTest {
  private static final String SECRET = "https://vault.example/secrets/greeting";

  private static Engine engine() {
    Engine engine =
        Engine.inbound(
            "<return-response><set-body>@(\"{{greeting}}\" + \"!\")</set-body></return-response>");
    engine.configs.keyVaultValues = List.of(new KeyVaultValue("greeting", SECRET, "client-1"));
    return engine;
  }

  @Test
  void theSecretIsReadOnceAtStartWithTheIdentityThatIsNamed() {
    Engine engine = engine();
    engine.backend = call -> Engine.answer(200, "{\"value\":\"hello\",\"id\":\"x\"}");
    engine.identity = (resource, client) -> resource + " for " + client.orElseThrow();
    Exchange exchange = engine.get("/shop/v1/things");
    assertThat(Engine.body(exchange)).isEqualTo("hello!");
    engine.get("/shop/v1/things");
    assertThat(engine.calls).hasSize(1);
    assertThat(engine.lastCall().url()).hasToString(SECRET + "?api-version=7.4");
    assertThat(engine.lastCall().headers().first("Authorization"))
        .contains("Bearer https://vault.azure.net for client-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | {'value':'hello'} | Key Vault answers 403",
        "200 | {}                | the secret has no value",
        "200 | {'value':''}      | the secret has no value",
        "200 | {'value           | Key Vault's answer is no JSON",
      })
  void whatCannotBeReadIsRefusedByName(int status, String body, String why) {
    Engine engine = engine();
    engine.backend = call -> Engine.answer(status, body.replace('\'', '"'));
    assertThatIllegalArgumentException()
        .isThrownBy(engine::load)
        .withMessage("named value 'greeting': " + why)
        .withNoCause();
  }

  @Test
  void aLongSecretIsRefusedAndNotQuoted() {
    Engine engine = engine();
    engine.backend = call -> Engine.answer(200, "{\"value\":\"" + "x".repeat(4097) + "\"}");
    assertThatIllegalArgumentException().isThrownBy(engine::load).withMessageNotContaining("xx");
  }

  @Test
  void aCheckOfDocumentsAsksNobody() {
    GatewayConfig config = KeyVaultValues.replaced(engine().configs.build(), "1");
    assertThat(new ApiGateway(config, PolicyServices.unused(new TestClock()))).isNotNull();
  }
}
