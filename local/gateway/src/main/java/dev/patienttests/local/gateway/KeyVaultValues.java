package dev.patienttests.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.GatewayConfig.KeyVaultValue;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyServices;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads named values from Key Vault once, as the service does when such a value is made: one that
 * cannot be read is refused. The service asks again within four hours; here a restart does.
 */
final class KeyVaultValues {
  private static final String RESOURCE = "https://vault.azure.net";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longest value that the service takes. */
  private static final int LONGEST = 4096;

  private KeyVaultValues() {}

  /**
   * The service with what stands in Key Vault among its named values, marked as secret.
   *
   * @throws IllegalArgumentException where one cannot be read, with its name
   */
  static GatewayConfig read(GatewayConfig config, PolicyServices services) {
    return config.keyVaultValues().isEmpty()
        ? config
        : with(config, value -> read(value, services));
  }

  /** The service with this text in place of all that stands in Key Vault. */
  static GatewayConfig replaced(GatewayConfig config, String standIn) {
    return with(config, value -> standIn);
  }

  private static GatewayConfig with(GatewayConfig config, Function<KeyVaultValue, String> text) {
    Map<String, String> values = new HashMap<>(config.namedValues());
    Set<String> secretNames = new HashSet<>(config.secretNames());
    for (KeyVaultValue value : config.keyVaultValues()) {
      values.put(value.name(), text.apply(value));
      secretNames.add(value.name());
    }
    return new GatewayConfig(
        config.listener(),
        config.serviceName(),
        config.region(),
        config.hostName(),
        config.publicPort(),
        config.egressProxy(),
        config.identity(),
        values,
        config.globalPolicy(),
        config.fragments(),
        config.products(),
        config.apis(),
        config.subscriptions(),
        config.schemas(),
        config.backends(),
        List.of(),
        secretNames);
  }

  private static String read(KeyVaultValue value, PolicyServices services) {
    try {
      Headers headers = new Headers();
      headers.add(
          "Authorization",
          "Bearer " + services.identity().token(RESOURCE, Optional.of(value.clientId())));
      RequestUrl url = RequestUrl.parse(value.secretUri() + "?api-version=7.4");
      Response response =
          services
              .outbound()
              .send(new OutboundCalls.Call("GET", url, headers, Optional.empty(), PATIENCE));
      if (response.status() != 200) {
        throw refusal(value, "Key Vault answers " + response.status());
      }
      JsonNode secret =
          JSON.readTree(response.body().map(MessageBody::content).orElse(new byte[0]))
              .path("value");
      if (!secret.isTextual() || secret.textValue().isEmpty()) {
        throw refusal(value, "the secret has no value");
      }
      if (secret.textValue().length() > LONGEST) {
        throw refusal(value, "the secret is longer than " + LONGEST + " characters");
      }
      return secret.textValue();
    } catch (PolicyFailure e) {
      throw refusal(value, "Key Vault or the identity cannot be asked");
    } catch (IOException e) {
      // The parser's message may quote the secret.
      throw refusal(value, "Key Vault's answer is no JSON");
    }
  }

  private static IllegalArgumentException refusal(KeyVaultValue value, String why) {
    return new IllegalArgumentException("named value '" + value.name() + "': " + why);
  }
}
