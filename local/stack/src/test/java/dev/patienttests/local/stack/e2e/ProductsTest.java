package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.platform.Fault;
import dev.patienttests.local.stack.callers.CallerTokens;
import dev.patienttests.local.stack.callers.TokenWish;
import dev.patienttests.local.stack.callers.TokenWish.Issuer;
import dev.patienttests.local.stack.callers.TokenWish.Product;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The products through the gateway, with tokens of the tenants. The address of these clients is in
 * the range that is declared as the front end's, so they may speak as one.
 */
class ProductsTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final TokenWish PRIVATE = TokenWish.of(Product.PRIVATE);
  private static final TokenWish PARTNER = TokenWish.of(Product.PARTNER);

  private static HttpResponse<String> create(String product, String frontEnd, TokenWish wish) {
    HttpRequest.Builder request =
        as(product, frontEnd, STACK.clients().patients())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Patients.ADA));
    return send(request, wish);
  }

  private static HttpResponse<String> load(
      String product, String frontEnd, String id, TokenWish wish) {
    return send(as(product, frontEnd, STACK.clients().patient(id)), wish);
  }

  private static HttpRequest.Builder as(String product, String frontEnd, URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("Ocp-Apim-Subscription-Key", STACK.key(product + "-demo"))
        .header("X-Front-End", frontEnd);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, TokenWish wish) {
    String token = new CallerTokens(STACK.stack().callers()).token(wish);
    return STACK.clients().send(request.header("Authorization", "Bearer " + token));
  }

  private static String patient() {
    return Patients.json(new Patients(STACK).create(Patients.ADA)).path("id").asText();
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as("%.500s", response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Patients.json(response).path("traceId").asText()).matches("[0-9a-f]{32}");
  }

  @Test
  void privateReadsAndWritesByRoleAndTheAuditNamesTheApplication() {
    assertThat(load("private", "private", patient(), PRIVATE).statusCode()).isEqualTo(200);
    assertProblem(create("private", "private", PRIVATE), 403);
    HttpResponse<String> created =
        create("private", "private", PRIVATE.withRole("Patient.ReadWrite"));
    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode record =
        new Documents(STACK).auditRecordsOf(Patients.json(created).path("id").asText()).get(0);
    assertThat(record.at("/requester/product").asText()).isEqualTo("private");
    assertThat(record.at("/requester/application").asText()).matches("[0-9a-f-]{36}");
    assertThat(record.at("/requester/subject").asText()).matches("[0-9a-f-]{36}");
  }

  @Test
  void privateIsReachedThroughThePrivateFrontEndOnly() {
    assertProblem(load("private", "public", "any", PRIVATE), 403);
    assertProblem(load("private", "", "any", PRIVATE), 403);
  }

  @Test
  void partnersReadByScopeAndWriteByPartnerCallOfEitherTenant() {
    assertThat(load("partner", "public", patient(), PARTNER).statusCode()).isEqualTo(200);
    assertProblem(create("partner", "public", PARTNER), 403);
    for (TokenWish wish :
        new TokenWish[] {
          PARTNER.withScope("Partner.Call"),
          PARTNER.withRole("Partner.Call"),
          PARTNER.by(Issuer.FEDERATED)
        }) {
      assertThat(create("partner", "public", wish).statusCode()).as("%s", wish).isEqualTo(201);
    }
    assertProblem(load("partner", "private", "any", PARTNER), 403);
  }

  @Test
  void eachProductWantsATokenOfItsOwn() {
    assertProblem(load("private", "private", "any", PARTNER), 401);
    assertProblem(load("private", "private", "any", PARTNER.by(Issuer.FEDERATED)), 403);
    assertProblem(load("partner", "public", "any", PRIVATE), 403);
    HttpResponse<String> none =
        STACK.clients().send(as("private", "private", STACK.clients().patient("any")));
    assertProblem(none, 401);
    assertThat(none.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @ParameterizedTest
  @EnumSource
  void aTokenWithAFaultIsA401(Fault fault) {
    assertProblem(load("private", "private", "any", PRIVATE.with(fault)), 401);
    assertProblem(load("partner", "public", "any", PARTNER.with(fault)), 401);
    assertProblem(load("partner", "public", "any", PARTNER.by(Issuer.FEDERATED).with(fault)), 401);
  }

  @Test
  void theCatalogueIsOpenToAllAndCountsEachAddress() {
    HttpResponse<String> first = codes("198.51.100.1:1");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Patients.json(first).path("testCodes")).isNotEmpty();
    for (int i = 2; i <= 60; i++) {
      assertThat(codes("203.0.113." + i + ", 198.51.100.1:" + i).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = codes("203.0.113.61, 198.51.100.1:61");
    assertProblem(refused, 429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(codes("198.51.100.2:1").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> codes(String forwarded) {
    return STACK
        .clients()
        .send(
            HttpRequest.newBuilder(URI.create(STACK.status().gateway() + "/catalogue/test-codes"))
                .header("X-Forwarded-For", forwarded));
  }
}
