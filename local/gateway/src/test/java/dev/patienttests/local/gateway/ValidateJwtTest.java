package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code validate-jwt} lets on and what it refuses, with which reason. */
class ValidateJwtTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String AUDIENCES = "<audiences><audience>me</audience></audiences>";

  private Engine engine;
  private TestIssuer issuer;

  /** A policy with these attributes and children that trusts the issuer. */
  private void policy(String attributes, String children) {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    issuer.publish(engine);
    inbound(attributes, "<openid-config url=\"" + issuer.metadata + "\" />" + children);
  }

  private void inbound(String attributes, String children) {
    engine.configs.api =
        Engine.inbound("<validate-jwt " + attributes + ">" + children + "</validate-jwt>")
            .configs
            .api;
  }

  private void policy(String children) {
    policy("header-name=\"Authorization\"", children);
  }

  private Exchange call(String token) {
    return engine.get(THINGS, "Authorization", "Bearer " + token);
  }

  private static void isAccepted(Exchange exchange) {
    assertThat(exchange.lastError()).isEmpty();
    assertThat(Engine.status(exchange)).isEqualTo(200);
  }

  private static void isRefused(Exchange exchange, String reason) {
    LastError error = exchange.lastError().orElseThrow();
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(error.source()).isEqualTo("validate-jwt");
    assertThat(Engine.status(exchange)).isEqualTo(401);
    assertThat(exchange.backend()).isEmpty();
  }

  private static String message(Exchange exchange) {
    return exchange.lastError().orElseThrow().message();
  }

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
  void aTokenIsSignedAndIssuedByTheSameIssuer() {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    TestIssuer other = TestIssuer.other(engine.clock);
    other.key = TestIssuer.newKey("other");
    issuer.publish(engine);
    other.publish(engine);
    inbound(
        "header-name=\"Authorization\"",
        "<openid-config url=\"%s\" /><openid-config url=\"%s\" />%s"
            .formatted(issuer.metadata, other.metadata, AUDIENCES));
    isAccepted(call(issuer.token()));
    isAccepted(call(other.token()));
    isRefused(call(other.token(c -> c.issuer(issuer.issuer))), "TokenIssuerNotAllowed");
    other.key = TestIssuer.newKey("other-2");
    isAccepted(call(other.token()));
  }

  @Test
  void anIssuerThatIsAwayIsNoHindranceToTokensOfTheOther() {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    TestIssuer other = TestIssuer.other(engine.clock);
    other.away = true;
    issuer.publish(engine);
    other.publish(engine);
    inbound(
        "header-name=\"Authorization\"",
        "<openid-config url=\"%s\" /><openid-config url=\"%s\" />"
            .formatted(other.metadata, issuer.metadata));
    isAccepted(call(issuer.token()));
  }

  @Test
  void secretsVerifyTokensThatAreSignedWithThem() {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    byte[] first = "first secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    byte[] second = "other secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    inbound(
        "header-name=\"Authorization\"",
        "<issuer-signing-keys><key>{{one}}</key><key id=\"two\">{{two}}</key></issuer-signing-keys>");
    engine.configs.namedValues.put("one", Base64.getEncoder().encodeToString(first));
    engine.configs.namedValues.put("two", Base64.getEncoder().encodeToString(second));
    JWSHeader plain = new JWSHeader(JWSAlgorithm.HS256);
    isAccepted(call(issuer.secret(first, plain)));
    isAccepted(call(issuer.secret(second, plain)));
    JWSHeader named = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("two").build();
    isAccepted(call(issuer.secret(second, named)));
    isRefused(call(issuer.secret(first, named)), "TokenSignatureInvalid");
    isRefused(call(issuer.token()), "TokenSignatureKeyNotFound");
  }

  @Test
  void aPublicKeyMayBeGivenAsModulusAndExponent() throws JOSEException {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    inbound(
        "header-name=\"Authorization\"",
        "<issuer-signing-keys><key n=\"%s\" e=\"%s\" /></issuer-signing-keys><issuers><issuer>%s</issuer></issuers>"
            .formatted(rsa.getModulus(), rsa.getPublicExponent(), issuer.issuer));
    RSASSASigner signer = new RSASSASigner(rsa);
    isAccepted(call(issuer.sign(new JWSHeader(JWSAlgorithm.RS256), signer, c -> {})));
    isRefused(
        call(issuer.sign(new JWSHeader(JWSAlgorithm.RS256), signer, c -> c.issuer("x"))),
        "TokenIssuerNotAllowed");
    isRefused(
        call(issuer.sign(new JWSHeader(JWSAlgorithm.RS384), signer, c -> {})),
        "TokenSignatureInvalid");
    JWSHeader symmetric = new JWSHeader(JWSAlgorithm.HS256);
    isRefused(
        call(issuer.secret(rsa.toRSAPublicKey().getEncoded(), symmetric)),
        "TokenSignatureKeyNotFound");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
<validate-jwt />                                             § <validate-jwt>: needs one of header-name
<validate-jwt header-name="a" token-value="b" />             § <validate-jwt>: needs one of header-name
<validate-jwt header-name="a" clock-skew="x" />              § attribute 'clock-skew': is neither seconds nor hh:mm:ss
<validate-jwt header-name="a" failed-validation-httpcode="200" /> § attribute 'failed-validation-httpcode': '200' is no whole number from 400
<validate-jwt header-name="a" require-signed-tokens="no" />  § attribute 'require-signed-tokens': expected true, false
<validate-jwt header-name="a"><openid-config url="http://a.example" /></validate-jwt> § <openid-config> attribute 'url': is no absolute https URL
<validate-jwt header-name="a"><openid-config /></validate-jwt> § <openid-config>: attribute 'url' is missing
<validate-jwt header-name="a"><openid-config url="@(1)" /></validate-jwt> § <openid-config> attribute 'url': expressions are not allowed here
<validate-jwt header-name="a"><audiences /></validate-jwt>   § <audiences>: a <audience> is missing
<validate-jwt header-name="a"><audiences><audience> </audience></audiences></validate-jwt> § <audience>: is empty
<validate-jwt header-name="a"><issuers><audience>a</audience></issuers></validate-jwt> § <audience>: is not allowed in <issuers>
<validate-jwt header-name="a"><issuers><issuer>a</issuer></issuers><audiences><audience>a</audience></audiences></validate-jwt> § <audiences>: must stand before <issuers>
<validate-jwt header-name="a"><decryption-keys><key>x</key></decryption-keys></validate-jwt> § <decryption-keys>: encrypted tokens are not supported
<validate-jwt header-name="a"><issuer-signing-keys /></validate-jwt> § <issuer-signing-keys>: a <key> is missing
<validate-jwt header-name="a"><issuer-signing-keys><key certificate-id="c" /></issuer-signing-keys></validate-jwt> § <key> attribute 'certificate-id': there is no store of certificates
<validate-jwt header-name="a"><issuer-signing-keys><key>c2hvcnQ=</key></issuer-signing-keys></validate-jwt> § <key>: is no secret of at least 32 bytes in Base64
<validate-jwt header-name="a"><issuer-signing-keys><key n="AQAB" e="AQAB" /></issuer-signing-keys></validate-jwt> § <key>: is no RSA key of at least 2048 bits
<validate-jwt header-name="a"><issuer-signing-keys><key n="AQAB" /></issuer-signing-keys></validate-jwt> § <key>: attribute 'e' is missing
<validate-jwt header-name="a"><required-claims><claim name="a" match="some" /></required-claims></validate-jwt> § <claim> attribute 'match': 'some' is none of [all, any]
<validate-jwt header-name="a"><required-claims><claim name="a" separator="" /></required-claims></validate-jwt> § <claim> attribute 'separator': is empty
<validate-jwt header-name="a"><required-claims /></validate-jwt> § <required-claims>: a <claim> is missing
""")
  void whatCannotBeHeldIsRefusedAtLoad(String policy, String message) {
    assertThat(LoadRefusalTest.refusal(LoadRefusalTest.page(policy))).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"outbound", "on-error"})
  void itStandsInInboundOnly(String section) {
    Engine elsewhere =
        section.equals("outbound")
            ? Engine.with("", "<validate-jwt header-name=\"a\" />", "")
            : Engine.with("", "", "<validate-jwt header-name=\"a\" />");
    assertThat(LoadRefusalTest.refusal(elsewhere)).contains("is not allowed in section " + section);
  }
}
