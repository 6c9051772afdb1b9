package dev.patienttests.local.platform;

import static dev.patienttests.local.platform.PlatformFixture.API;
import static dev.patienttests.local.platform.PlatformFixture.CALLER;
import static dev.patienttests.local.platform.PlatformFixture.CREDENTIAL;
import static dev.patienttests.local.platform.PlatformFixture.DESK;
import static dev.patienttests.local.platform.PlatformFixture.LOGIN;
import static dev.patienttests.local.platform.PlatformFixture.PARTNER;
import static dev.patienttests.local.platform.PlatformFixture.PARTNER_ISSUER;
import static dev.patienttests.local.platform.PlatformFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.jwt.OpenIdConfiguration;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation;
import dev.patienttests.local.jwt.Validation.Accepted;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the token endpoint gives to clients, and what it refuses. */
class ClientTokensTest {

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String SCOPE = API.identifierUris().get(0) + "/.default";

  @TempDir static Path directory;
  private static PlatformFixture fixture;

  @BeforeAll
  static void start() throws IOException {
    fixture = new PlatformFixture(directory);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void secretGetsATokenThatItsRolesAreIn() throws Exception {
    HttpResponse<String> answer = ask(withSecret(DESK.clientId(), deskSecret()));
    JsonNode body = HttpCall.MAPPER.readTree(answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(body.path("token_type").textValue()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").intValue()).isBetween(3_500, 3_600);
    String token = body.path("access_token").textValue();
    assertThat(validated(token)).isInstanceOf(Accepted.class);
    JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
    assertThat(claims.getStringListClaim("roles")).containsExactly("Thing.Do", "Thing.Read");
    assertThat(claims.getClaims())
        .containsEntry("azp", DESK.clientId())
        .containsEntry("azpacr", "1")
        .containsEntry("oid", DESK.principalId())
        .containsEntry("tid", TENANT)
        .doesNotContainKey("scp");
  }

  @Test
  void assertionOfTheFederatedIssuerGetsOneAgainAndAgain() throws Exception {
    String assertion = assertion(CREDENTIAL);

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = ask(withAssertion(PARTNER.clientId(), assertion));

      assertThat(answer.statusCode()).isEqualTo(200);
      JWTClaimsSet claims = SignedJWT.parse(token(answer)).getJWTClaimsSet();
      assertThat(claims.getStringListClaim("roles")).containsExactly("Thing.Read");
      assertThat(claims.getClaims())
          .containsEntry("azp", PARTNER.clientId())
          .containsEntry("azpacr", "2");
    }
  }

  @Test
  void wrongOrMissingProofIsRefused() throws Exception {
    refused(401, "AADSTS7000215", withSecret(DESK.clientId(), "wrong"));
    refused(401, "AADSTS7000215", withSecret(PARTNER.clientId(), deskSecret()));
    refused(401, "AADSTS7000215", withSecret(API.clientId(), deskSecret()));
    refused(400, "AADSTS7000216", form(DESK.clientId()));
    Map<String, String> both = withSecret(DESK.clientId(), deskSecret());
    both.put("client_assertion", assertion(CREDENTIAL));
    refused(400, "AADSTS7000216", both);
    Map<String, String> untyped = withAssertion(PARTNER.clientId(), assertion(CREDENTIAL));
    untyped.put("client_assertion_type", "jwt");
    refused(400, "AADSTS900144", untyped);
  }

  @Test
  void unknownClientGrantScopeAndResourceAreRefused() throws Exception {
    refused(400, "AADSTS700016", withSecret("unknown", deskSecret()));
    refused(400, "AADSTS700016", withSecret(CALLER.clientId(), deskSecret()));
    Map<String, String> password = withSecret(DESK.clientId(), deskSecret());
    password.put("grant_type", "password");
    refused(400, "AADSTS70003", password);
    Map<String, String> named = withSecret(DESK.clientId(), deskSecret());
    named.put("scope", API.identifierUris().get(0) + "/Thing.Do");
    refused(400, "AADSTS1002012", named);
    named.put("scope", "https://management.azure.com/.default");
    refused(400, "AADSTS500011", named);
    named.put("scope", PARTNER.clientId() + "/.default");
    refused(400, "AADSTS501051", named);
    named.remove("scope");
    refused(400, "AADSTS900144", named);
  }

  @Test
  void formThatIsReadInTwoWaysIsNotReadAtAll() throws Exception {
    String good = encoded(withSecret(DESK.clientId(), deskSecret()));

    for (String body :
        new String[] {good + "&client_id=" + PARTNER.clientId(), good + "&x=%zz", "", "&&="}) {
      HttpResponse<String> answer = send(body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("AADSTS900144:").doesNotContain("access_token");
    }
  }

  @Test
  void assertionMustBeWhatTheCredentialNames() throws Exception {
    String issuer = CREDENTIAL.issuer();
    String subject = CREDENTIAL.subject();
    List<String> audiences = CREDENTIAL.audiences();
    TokenSigner signer = TokenSigner.open(fixture.data(), PARTNER_ISSUER.hostName());
    String elsewhere = signer.sign(claims(Instant.now()).issuer("https://other.example").build());

    refused(401, "AADSTS700211", withAssertion(PARTNER.clientId(), elsewhere));
    refused(401, "AADSTS700211", withAssertion(DESK.clientId(), assertion(CREDENTIAL)));
    refused(
        401,
        "AADSTS700213",
        withAssertion(
            PARTNER.clientId(), assertion(new FederatedCredential(issuer, "other", audiences))));
    refused(
        401,
        "AADSTS700212",
        withAssertion(
            PARTNER.clientId(),
            assertion(new FederatedCredential(issuer, subject, List.of("api://other")))));
    refused(401, "AADSTS50027", withAssertion(PARTNER.clientId(), "no.token"));
  }

  @Test
  void assertionMustBeSignedByItsIssuerAndValidNow() throws Exception {
    TokenSigner partner = TokenSigner.open(fixture.data(), PARTNER_ISSUER.hostName());
    TokenSigner tenant = TokenSigner.open(fixture.data(), TokenSigner.ENTRA);
    JWTClaimsSet good = claims(Instant.now()).build();
    SignedJWT symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(partner.publicKey().getKeyID()).build(),
            good);
    symmetric.sign(new MACSigner(partner.publicKey().getModulus().decode()));

    refused(401, "AADSTS700027", withAssertion(PARTNER.clientId(), tenant.sign(good)));
    refused(401, "AADSTS700027", withAssertion(PARTNER.clientId(), new PlainJWT(good).serialize()));
    refused(401, "AADSTS700027", withAssertion(PARTNER.clientId(), symmetric.serialize()));
    for (Instant wrong :
        List.of(Instant.now().minusSeconds(3_600), Instant.now().plusSeconds(3_600))) {
      String assertion = partner.sign(claims(wrong).build());
      refused(401, "AADSTS700024", withAssertion(PARTNER.clientId(), assertion));
    }
    assertThat(ask(withAssertion(PARTNER.clientId(), partner.sign(good))).statusCode())
        .isEqualTo(200);
  }

  private static JWTClaimsSet.Builder claims(Instant from) {
    return new JWTClaimsSet.Builder()
        .issuer(CREDENTIAL.issuer())
        .subject(CREDENTIAL.subject())
        .audience(CREDENTIAL.audiences())
        .notBeforeTime(TokenSigner.date(from))
        .expirationTime(TokenSigner.date(from.plusSeconds(600)));
  }

  private static String assertion(FederatedCredential credential) {
    return PARTNER_ISSUER.assertion(fixture.data(), credential, Instant.now());
  }

  private static String deskSecret() {
    return ClientSecrets.read(fixture.data()).of(DESK.clientId()).orElseThrow();
  }

  private static Map<String, String> form(String clientId) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId);
    form.put("scope", SCOPE);
    return form;
  }

  private static Map<String, String> withSecret(String clientId, String secret) {
    Map<String, String> form = form(clientId);
    form.put("client_secret", secret);
    return form;
  }

  private static Map<String, String> withAssertion(String clientId, String assertion) {
    Map<String, String> form = form(clientId);
    form.put("client_assertion_type", ASSERTION_TYPE);
    form.put("client_assertion", assertion);
    return form;
  }

  private static HttpResponse<String> ask(Map<String, String> form)
      throws IOException, InterruptedException {
    return send(encoded(form));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static HttpResponse<String> send(String body) throws IOException, InterruptedException {
    return fixture.send(
        fixture.inside,
        HttpRequest.newBuilder(URI.create("https://" + LOGIN + "/" + TENANT + "/oauth2/v2.0/token"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static void refused(int status, String code, Map<String, String> form) throws Exception {
    HttpResponse<String> answer = ask(form);

    assertThat(answer.body())
        .contains(code + ":")
        .doesNotContain("access_token")
        .doesNotContain(deskSecret());
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static String token(HttpResponse<String> answer) throws IOException {
    return HttpCall.MAPPER.readTree(answer.body()).path("access_token").textValue();
  }

  private static Validation validated(String token) {
    OpenIdConfiguration metadata =
        new OpenIdConfiguration(
            URI.create(
                "https://" + LOGIN + "/" + TENANT + "/v2.0/.well-known/openid-configuration"),
            fixture.client());
    return new TokenValidator(
            new Rules(Set.of(API.clientId()), Set.of(), Duration.ZERO), Clock.systemUTC())
        .validate(token, metadata);
  }
}
