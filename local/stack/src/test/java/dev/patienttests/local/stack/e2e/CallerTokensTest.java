package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.jwt.OpenIdConfiguration;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation;
import dev.patienttests.local.jwt.Validation.Accepted;
import dev.patienttests.local.platform.Fault;
import dev.patienttests.local.stack.callers.CallerTokens;
import dev.patienttests.local.stack.callers.TokenWish;
import dev.patienttests.local.stack.callers.TokenWish.Issuer;
import dev.patienttests.local.stack.callers.TokenWish.Product;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens of the gateway's callers, looked at from where the gateway stands. */
class CallerTokensTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final TokenWish PRIVATE = TokenWish.of(Product.PRIVATE);
  private static final TokenWish PARTNER = TokenWish.of(Product.PARTNER);

  @Test
  void eachClientGetsItsRoleAndNoOther() throws Exception {
    assertThat(claims(token(PRIVATE)).path("roles").toString()).isEqualTo("[\"Patient.Read\"]");
    assertThat(claims(token(PRIVATE.withRole("Patient.ReadWrite"))).path("roles").toString())
        .isEqualTo("[\"Patient.ReadWrite\"]");
    assertThat(claims(token(PARTNER.by(Issuer.FEDERATED))).path("roles").toString())
        .isEqualTo("[\"Partner.Call\"]");
  }

  @Test
  void gatewaysSubnetCanFetchTheKeysThatVerifyThem() throws Exception {
    for (TokenWish wish : new TokenWish[] {PRIVATE, PARTNER.by(Issuer.FEDERATED)}) {
      String token = token(wish);
      assertThat(validated(token)).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void tokensWithFaultsAreRefused() throws Exception {
    for (Fault fault : Fault.values()) {
      assertThat(validated(token(PRIVATE.with(fault))))
          .as(fault.toString())
          .isInstanceOf(Validation.Refused.class);
    }
  }

  @Test
  void clientsThatCannotHaveSuchATokenAreToldWhy() {
    refused(PRIVATE.withRole("Patient.Write"), "no client holds Patient.Write");
    refused(PARTNER.by(Issuer.ENTRA), "partner-client has no secret");
    refused(PRIVATE.by(Issuer.FEDERATED), "clinic-viewer has no federated credential");
    refused(PRIVATE.withScope("Patients.Read"), "--scope");
  }

  @Test
  void keysRollWhileTheStackRuns() throws Exception {
    String before = token(PRIVATE);

    STACK.stack().resourceManager().signingKeys("entra", "roll");

    String after = token(PRIVATE);
    assertThat(header(after).path("kid")).isNotEqualTo(header(before).path("kid"));
    assertThat(validated(before)).isInstanceOf(Accepted.class);
    assertThat(validated(after)).isInstanceOf(Accepted.class);
    // The gateway's own call to patient-api carries a token of the tenant, too.
    assertThat(new Patients(STACK).create(Patients.ADA).statusCode()).isEqualTo(201);
  }

  @Test
  void productsGoOnWhileTheExternalTenantRollsItsKeys() throws Exception {
    String before = token(PARTNER);
    assertThat(asPartner(before)).isEqualTo(404);

    STACK.stack().resourceManager().signingKeys("external-id", "roll");

    String after = token(PARTNER);
    assertThat(header(after).path("kid")).isNotEqualTo(header(before).path("kid"));
    assertThat(asPartner(before)).isEqualTo(404);
    assertThat(asPartner(after)).isEqualTo(404);
  }

  /** What a partner is answered who asks for a patient that there is not. */
  private static int asPartner(String token) {
    return STACK
        .clients()
        .send(
            HttpRequest.newBuilder(STACK.clients().patient(UUID.randomUUID().toString()))
                .header("Ocp-Apim-Subscription-Key", STACK.key("partner-demo"))
                .header("X-Front-End", "public")
                .header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private static String token(TokenWish wish) {
    return new CallerTokens(STACK.stack().callers()).token(wish);
  }

  private static void refused(TokenWish wish, String message) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> token(wish))
        .withMessageContaining(message);
  }

  /** As validate-azure-ad-token would do it, in the gateway's subnet. */
  private static Validation validated(String token) throws IOException {
    OpenIdConfiguration metadata =
        new OpenIdConfiguration(
            URI.create(
                "https://login.microsoftonline.com/"
                    + STACK.stack().plan().tenantId()
                    + "/v2.0/.well-known/openid-configuration"),
            STACK.clients().in("snet-apim"));
    String audience =
        STACK.stack().plan().registrations().stream()
            .filter(one -> one.identifierUris().contains(STACK.stack().callers().audience()))
            .findFirst()
            .orElseThrow()
            .clientId();
    return new TokenValidator(
            new Rules(Set.of(audience), Set.of(), Duration.ZERO), Clock.systemUTC())
        .validate(token, metadata);
  }

  private static JsonNode claims(String token) throws IOException {
    return part(token, 1);
  }

  private static JsonNode header(String token) throws IOException {
    return part(token, 0);
  }

  private static JsonNode part(String token, int number) throws IOException {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]);
    return new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
  }
}
