package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate-azure-ad-token} lets on and what it refuses. */
class ValidateAzureAdTokenTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String CLIENT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
  private static final String VERSION_1 = "https://sts.windows.net/" + TestIssuer.TENANT + "/";
  private static final String AUDIENCES = "<audiences><audience>me</audience></audiences>";
  private static final String CLIENTS =
      "<client-application-ids><application-id>"
          + CLIENT
          + "</application-id></client-application-ids>";

  private Engine engine;
  private TestIssuer issuer;

  private void policy(String attributes, String children) {
    engine =
        Engine.inbound(
            "<validate-azure-ad-token "
                + attributes
                + ">"
                + children
                + "</validate-azure-ad-token>");
    issuer = TestIssuer.entra(engine.clock);
    issuer.publish(engine);
  }

  private void tenant(String children) {
    policy("tenant-id=\"" + TestIssuer.TENANT + "\"", children);
  }

  private Exchange call(String token) {
    return engine.get(THINGS, "Authorization", "Bearer " + token);
  }

  private static void isAccepted(Exchange exchange) {
    assertThat(exchange.lastError()).isEmpty();
    assertThat(Engine.status(exchange)).isEqualTo(200);
  }

  private static void isRefused(Exchange exchange, String reason) {
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo(reason);
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("validate-azure-ad-token");
    assertThat(Engine.status(exchange)).isEqualTo(401);
    assertThat(exchange.backend()).isEmpty();
  }

  @Test
  void tokensOfBothVersionsOfTheTenantPass() {
    tenant(AUDIENCES);
    isAccepted(call(issuer.token()));
    isAccepted(call(issuer.token(c -> c.issuer(VERSION_1))));
    isRefused(
        call(issuer.token(c -> c.issuer("https://sts.windows.net/" + CLIENT + "/"))),
        "TokenIssuerNotAllowed");
    isRefused(engine.get(THINGS), "TokenNotPresent");
    isRefused(call(issuer.token(c -> c.audience("you"))), "TokenAudienceNotAllowed");
    isRefused(call(issuer.unsigned("none")), "TokenSignatureInvalid");
  }

  @Test
  void theClientIsNamedByAzpOrAppid() {
    tenant(CLIENTS);
    isAccepted(call(issuer.token(c -> c.claim("azp", CLIENT))));
    isAccepted(call(issuer.token(c -> c.claim("appid", CLIENT).issuer(VERSION_1))));
    isRefused(call(issuer.token(c -> c.claim("azp", "other"))), "TokenClaimValueNotAllowed");
    isRefused(
        call(issuer.token(c -> c.claim("azp", "other").claim("appid", CLIENT))),
        "TokenClaimValueNotAllowed");
    isRefused(call(issuer.token()), "TokenClaimNotFound");
  }

  @Test
  void aBackendApplicationIsAnAudience() {
    tenant(
        CLIENTS
            + "<backend-application-ids><application-id>backend</application-id></backend-application-ids>");
    isAccepted(call(issuer.token(c -> c.claim("azp", CLIENT).audience("backend"))));
    isRefused(call(issuer.token(c -> c.claim("azp", CLIENT))), "TokenAudienceNotAllowed");
  }

  @Test
  void clientsStandBeforeOrAfterTheBackendsButBeforeTheAudiences() {
    String backends =
        "<backend-application-ids><application-id>b</application-id></backend-application-ids>";
    tenant(backends + CLIENTS + AUDIENCES);
    isAccepted(call(issuer.token(c -> c.claim("azp", CLIENT))));
    tenant(CLIENTS + AUDIENCES + backends);
    assertThat(LoadRefusalTest.refusal(engine))
        .contains("<backend-application-ids>: must stand before <audiences>");
  }

  @Test
  void rolesAreRequiredClaims() {
    tenant(
        AUDIENCES
            + "<required-claims><claim name=\"roles\" match=\"any\"><value>Patient.Read</value>"
            + "<value>Patient.ReadWrite</value></claim></required-claims>");
    isAccepted(call(issuer.token(c -> c.claim("roles", List.of("Patient.Read")))));
    isRefused(
        call(issuer.token(c -> c.claim("roles", List.of("patient.read")))),
        "TokenClaimValueNotAllowed");
    isRefused(call(issuer.token()), "TokenClaimNotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "https://login.microsoftonline.com/organizations, false",
    "organizations, false",
    "common, true"
  })
  void aTokenOfAnyTenantNamesItsOwn(String tenant, boolean personal) {
    policy("tenant-id=\"" + tenant + "\"", AUDIENCES);
    String name = tenant.replaceFirst(".*/", "");
    TestIssuer any =
        new TestIssuer(
            "https://login.microsoftonline.com/" + name + "/v2.0/.well-known/openid-configuration",
            "https://login.microsoftonline.com/{tenantid}/v2.0",
            engine.clock);
    any.publish(engine);
    isAccepted(call(any.token(c -> c.claim("tid", TestIssuer.TENANT).issuer(issuer.issuer))));
    isRefused(call(any.token(c -> c.issuer(issuer.issuer))), "TokenIssuerNotAllowed");
    isRefused(
        call(any.token(c -> c.claim("tid", CLIENT).issuer(issuer.issuer))),
        "TokenIssuerNotAllowed");
    isRefused(call(any.token()), "TokenIssuerNotAllowed");
    String consumers = "9188040d-6c67-4c5b-b112-36a304b66dad";
    Exchange exchange =
        call(
            any.token(
                c ->
                    c.claim("tid", consumers)
                        .issuer("https://login.microsoftonline.com/" + consumers + "/v2.0")));
    if (personal) {
      isAccepted(exchange);
    } else {
      isRefused(exchange, "TokenClaimValueNotAllowed");
    }
  }

  @Test
  void theEndpointMayBeAnother() {
    policy("tenant-id=\"contoso.example\" authentication-endpoint=\"login.example\"", AUDIENCES);
    TestIssuer there =
        new TestIssuer(
            "https://login.example/contoso.example/v2.0/.well-known/openid-configuration",
            "https://login.example/" + TestIssuer.TENANT + "/v2.0",
            engine.clock);
    there.publish(engine);
    isAccepted(call(there.token()));
    isAccepted(call(there.token(c -> c.issuer(VERSION_1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
<validate-azure-ad-token />                                § needs client-application-ids or audiences
<validate-azure-ad-token><audiences><audience>a</audience></audiences></validate-azure-ad-token> § attribute 'tenant-id' is missing
<validate-azure-ad-token tenant-id="a b"><audiences><audience>a</audience></audiences></validate-azure-ad-token> § attribute 'tenant-id': is no id, domain or URL
<validate-azure-ad-token tenant-id="@(1)"><audiences><audience>a</audience></audiences></validate-azure-ad-token> § attribute 'tenant-id': expressions are not allowed
<validate-azure-ad-token tenant-id="a"><client-application-ids><id>a</id></client-application-ids></validate-azure-ad-token> § <id>: is not allowed in <client-application-ids>
<validate-azure-ad-token tenant-id="a"><decryption-keys /></validate-azure-ad-token> § <decryption-keys>: there is no store of certificates
""")
  void whatCannotBeHeldIsRefusedAtLoad(String policy, String message) {
    assertThat(LoadRefusalTest.refusal(LoadRefusalTest.page(policy))).contains(message);
  }
}
