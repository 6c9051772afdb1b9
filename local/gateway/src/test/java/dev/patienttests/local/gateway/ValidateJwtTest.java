package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.patienttests.local.gateway.model.Exchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code validate-jwt} lets on and what it refuses, with which reason. */
class ValidateJwtTest extends ValidateJwtCalls {
  @Test
  void aGoodTokenPasses() {
    policy(AUDIENCES);
    isAccepted(call(issuer.token()));
    isAccepted(call(issuer.token()));
    assertThat(issuer.fetches).isEqualTo(1);
  }

  @Test
  void withoutATokenTheServicesOwnAnswerComes() {
    policy(AUDIENCES);
    Exchange exchange = engine.get(THINGS);
    isRefused(exchange, "TokenNotPresent");
    assertThat(message(exchange)).isEqualTo("JWT not present.");
    assertThat(Engine.body(exchange))
        .isEqualTo("{ \"statusCode\": 401, \"message\": \"JWT not present.\" }");
    isRefused(engine.get(THINGS, "Authorization", "Bearer "), "TokenNotPresent");
  }

  @Test
  void statusAndTextAreThoseOfThePolicy() {
    policy(
        "header-name=\"Authorization\" failed-validation-httpcode=\"403\""
            + " failed-validation-error-message=\"@(context.Request.Method + &quot; not for you&quot;)\"",
        AUDIENCES);
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.body(exchange))
        .isEqualTo("{ \"statusCode\": 403, \"message\": \"GET not for you\" }");
    assertThat(message(exchange)).isEqualTo("JWT not present.");
  }

  @Test
  void eachFaultOfATokenHasItsReason() {
    policy(AUDIENCES + "<issuers><issuer>" + "https://listed.example/" + "</issuer></issuers>");
    isAccepted(call(issuer.token(c -> c.issuer("https://listed.example/"))));
    isRefused(call(issuer.token(c -> c.audience("you"))), "TokenAudienceNotAllowed");
    isRefused(call(issuer.token(c -> c.issuer("https://x.example/"))), "TokenIssuerNotAllowed");
    isRefused(call(issuer.token(c -> c.expirationTime(now(-1)))), "TokenExpired");
    isRefused(call(issuer.token(c -> c.expirationTime(null))), "JwtInvalid");
    isRefused(call(issuer.token(c -> c.notBeforeTime(now(1)))), "JwtInvalid");
    isRefused(call("abc"), "JwtInvalid");
    String good = issuer.token();
    isRefused(call(good.substring(0, good.length() - 3) + "AAA"), "TokenSignatureInvalid");
  }

  private Date now(int seconds) {
    return Date.from(engine.clock.instant().plusSeconds(seconds));
  }

  @Test
  void aRefusalSaysNothingOfTheToken() {
    policy(AUDIENCES);
    Exchange exchange = call(issuer.token(c -> c.audience("se-cret")));
    assertThat(message(exchange)).isEqualTo("The token is for another audience. Access denied.");
    assertThat(Engine.body(exchange)).contains(message(exchange)).doesNotContain("se-cret");
  }

  @Test
  void noTokenWithoutTheIssuersSignaturePasses() throws JOSEException {
    policy(AUDIENCES);
    isRefused(call(issuer.unsigned("none")), "TokenSignatureInvalid");
    isRefused(call(issuer.unsigned("ES256")), "TokenSignatureKeyNotFound");
    byte[] published = issuer.key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
    JWSHeader symmetric = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
    isRefused(call(issuer.secret(published, symmetric)), "TokenSignatureInvalid");
    byte[] encoded = issuer.key.toECPublicKey().getEncoded();
    isRefused(call(issuer.secret(encoded, symmetric)), "TokenSignatureInvalid");
  }

  @Test
  void keysThatATokenBringsAlongAreNotLookedAt() {
    policy(AUDIENCES);
    TestIssuer thief = TestIssuer.entra(engine.clock);
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .jwkURL(URI.create("https://thief.example/keys"))
            .x509CertURL(URI.create("https://thief.example/cert"))
            .jwk(thief.key.toPublicJWK());
    isRefused(call(thief.sign(header, c -> {})), "TokenSignatureKeyNotFound");
    isRefused(call(thief.sign(header.keyID("first"), c -> {})), "TokenSignatureInvalid");
    assertThat(engine.calls)
        .noneMatch(call -> call.url().host().equals("thief.example"))
        .isNotEmpty();
  }

  @Test
  void aNewKeyIsFetchedAtOnceAndThenNotForFiveMinutes() {
    policy(AUDIENCES);
    isAccepted(call(issuer.token()));
    issuer.key = TestIssuer.newKey("second");
    isAccepted(call(issuer.token()));
    issuer.key = TestIssuer.newKey("third");
    isRefused(call(issuer.token()), "TokenSignatureKeyNotFound");
    assertThat(issuer.fetches).isEqualTo(2);
    engine.clock.advance(Duration.ofMinutes(5));
    isAccepted(call(issuer.token()));
  }

  @Test
  void theLastGoodKeysServeWhileTheProviderIsAway() {
    policy(AUDIENCES);
    issuer.away = true;
    isRefused(call(issuer.token()), "TokenSignatureKeyNotFound");
    assertThat(issuer.fetches).isEqualTo(1);
    issuer.away = false;
    isAccepted(call(issuer.token()));
    issuer.away = true;
    engine.clock.advance(Duration.ofHours(2));
    isAccepted(call(issuer.token()));
  }

  @Test
  void theTokenMayStandElsewhere() {
    policy("query-parameter-name=\"access_token\"", AUDIENCES);
    isAccepted(engine.get(THINGS + "?access_token=" + issuer.token()));
    isRefused(call(issuer.token()), "TokenNotPresent");
    policy("header-name=\"X-Token\" require-scheme=\"Bearer\"", AUDIENCES);
    isAccepted(engine.get(THINGS, "X-Token", issuer.token()));
    policy(
        "token-value=\"@(context.Request.Headers.GetValueOrDefault(&quot;t&quot;))\"", AUDIENCES);
    isAccepted(engine.get(THINGS, "t", issuer.token()));
    isRefused(engine.get(THINGS, "t", "Bearer " + issuer.token()), "JwtInvalid");
  }

  @Test
  void ofSeveralTokensNoneIsTaken() {
    policy(AUDIENCES);
    String good = "Bearer " + issuer.token();
    isRefused(engine.get(THINGS, "Authorization", good, "authorization", good), "JwtInvalid");
    isRefused(engine.get(THINGS, "Authorization", good + ", " + good), "JwtInvalid");
  }

  @Test
  void theSchemeOfAuthorizationIsCheckedWhereOneIsRequired() {
    policy("header-name=\"authorization\" require-scheme=\"Bearer\"", AUDIENCES);
    isAccepted(engine.get(THINGS, "Authorization", "bearer " + issuer.token()));
    isRefused(engine.get(THINGS, "Authorization", issuer.token()), "TokenNotPresent");
    isRefused(engine.get(THINGS, "Authorization", "Other " + issuer.token()), "TokenNotPresent");
  }

  @Test
  void whatMayBeLackingCanBeSaid() {
    policy(
        "header-name=\"Authorization\" require-expiration-time=\"false\""
            + " require-signed-tokens=\"@(context.Request.Method == &quot;POST&quot;)\" clock-skew=\"60\"",
        AUDIENCES);
    isAccepted(call(issuer.token(c -> c.expirationTime(null))));
    isAccepted(call(issuer.token(c -> c.expirationTime(now(-60)))));
    isRefused(call(issuer.token(c -> c.expirationTime(now(-61)))), "TokenExpired");
    isAccepted(call(issuer.unsigned("none")));
    isRefused(call(issuer.unsigned("none") + "AAAA"), "TokenSignatureInvalid");
    String unsigned = "Bearer " + issuer.unsigned("none");
    isRefused(engine.post(THINGS, "{}", "Authorization", unsigned), "TokenSignatureInvalid");
  }

  @Test
  void anAudienceMayBeAnExpression() {
    policy("<audiences><audience>@(context.Request.OriginalUrl.Host)</audience></audiences>");
    isAccepted(call(issuer.token(c -> c.audience(Configs.HOST))));
    isRefused(call(issuer.token()), "TokenAudienceNotAllowed");
  }

  @Test
  void anEmptyAudienceIsAFaultAndNotOneConditionLess() {
    policy(
        "<audiences><audience>@(context.Request.Headers.GetValueOrDefault(&quot;a&quot;))</audience></audiences>");
    Exchange exchange = call(issuer.token());
    assertThat(exchange.lastError().orElseThrow().reason())
        .isEqualTo("ExpressionValueEvaluationFailure");
    assertThat(Engine.status(exchange)).isEqualTo(500);
  }

  @Test
  void requiredClaimsHoldAllOrAnyOfTheirValues() {
    policy(
        """
        <required-claims>
          <claim name="roles" match="any"><value>a</value><value> b </value></claim>
          <claim name="scp" separator=" "><value>x</value><value>@("y")</value></claim>
          <claim name="sub" />
        </required-claims>
        """);
    isAccepted(call(issuer.token(c -> c.claim("roles", List.of("b", "c")).claim("scp", "y z x"))));
    Exchange missing = call(issuer.token(c -> c.claim("sub", null)));
    isRefused(missing, "TokenClaimNotFound");
    assertThat(message(missing))
        .isEqualTo("JWT token is missing the following claims: roles, scp, sub. Access denied.");
    Exchange other = call(issuer.token(c -> c.claim("roles", "c").claim("scp", "x y")));
    isRefused(other, "TokenClaimValueNotAllowed");
    assertThat(message(other)).isEqualTo("Claim roles value of c is not allowed. Access denied.");
    isRefused(
        call(issuer.token(c -> c.claim("roles", "a").claim("scp", "x"))),
        "TokenClaimValueNotAllowed");
    isRefused(
        call(issuer.token(c -> c.claim("roles", "a").claim("scp", "xy"))),
        "TokenClaimValueNotAllowed");
  }

  @Test
  void aGoodTokenIsThereForExpressions() {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    issuer.publish(engine);
    engine.configs.api =
        Engine.inbound(
                "<validate-jwt header-name=\"Authorization\" output-token-variable-name=\"jwt\">"
                    + "<openid-config url=\""
                    + issuer.metadata
                    + "\" /></validate-jwt><set-variable name=\"who\" value='@(((Jwt)context.Variables[\"jwt\"]).Subject"
                    + " + ((Jwt)context.Variables[\"jwt\"]).Claims[\"roles\"].Contains(\"b\"))' />")
            .configs
            .api;
    Map<String, Object> variables =
        call(issuer.token(c -> c.claim("roles", List.of("a", "b")))).variables();
    assertThat(variables).containsEntry("who", "callerTrue");
    assertThat(call("no-token").variables()).doesNotContainKey("jwt");
  }
}
