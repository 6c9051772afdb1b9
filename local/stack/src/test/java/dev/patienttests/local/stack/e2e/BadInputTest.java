package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gets a 4xx through the whole path, names the field and stores nothing. */
class BadInputTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final String TOO_LONG = "x".repeat(129);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "firstName   | {'gender':'female','dateOfBirth':'1815','postCode':'SW1Y'}",
        "gender      | {'firstName':'A','dateOfBirth':'1815','postCode':'SW1Y'}",
        "dateOfBirth | {'firstName':'A','gender':'female','postCode':'SW1Y'}",
        "postCode    | {'firstName':'A','gender':'female','dateOfBirth':'1815'}",
        "gender      | {'firstName':'A','gender':'f','dateOfBirth':'1815','postCode':'SW1Y'}",
        "dateOfBirth | {'firstName':'A','gender':'male','dateOfBirth':'1815-02-30','postCode':'SW1Y'}",
        "dateOfBirth | {'firstName':'A','gender':'male','dateOfBirth':'15','postCode':'SW1Y'}",
        "postCode    | {'firstName':'A','gender':'male','dateOfBirth':'1815','postCode':'SW1'}",
        "postCode    | {'firstName':'A','gender':'male','dateOfBirth':'1815','postCode':'SW1YX'}",
        "id          | {'id':'x','firstName':'A','gender':'male','dateOfBirth':'1815','postCode':'SW1Y'}",
        "lastUpdated | {'lastUpdated':'x','firstName':'A','gender':'male','dateOfBirth':'1815','postCode':'SW1Y'}",
        "shoeSize    | {'shoeSize':1,'firstName':'A','gender':'male','dateOfBirth':'1815','postCode':'SW1Y'}",
        "firstName   | {'firstName':1,'gender':'male','dateOfBirth':'1815','postCode':'SW1Y'}",
        "lastName    | {'lastName':'%s','firstName':'A','gender':'male','dateOfBirth':'1815','postCode':'SW1Y'}",
        "fullName    | {'fullName':'%s','firstName':'A','gender':'male','dateOfBirth':'1815','postCode':'SW1Y'}",
        "dateOfBirth | {'firstName':'A','gender':'male','dateOfBirth':'1815-13','postCode':'SW1Y'}",
        "firstName   | {'firstName':'A','firstName':'B','gender':'male','dateOfBirth':'1815','postCode':'SW1Y'}",
      })
  void aBrokenRuleIsA400ThatNamesTheField(String field, String body) {
    int before = new Documents(STACK).patients();
    HttpResponse<String> response =
        new Patients(STACK).create(body.replace('\'', '"').replace("%s", TOO_LONG));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(Patients.json(response).path("errors"))
        .extracting(error -> error.path("field").asText())
        .containsExactly(field);
    assertThat(Patients.json(response).path("traceId").asText()).matches("[0-9a-f]{32}");
    assertThat(new Documents(STACK).patients()).isEqualTo(before);
  }

  @Test
  void namesThatAreTooLongAreRefused() {
    String body = Patients.ADA.replace("Ada", "A".repeat(65));
    assertThat(new Patients(STACK).create(body).statusCode()).isEqualTo(400);
  }

  @Test
  void jsonThatIsTenThousandLevelsDeepIsA400() {
    assertRefused("[".repeat(10_000) + "]".repeat(10_000), 400);
  }

  @Test
  void textAfterTheDocumentIsA400() {
    assertRefused(Patients.ADA + "{}", 400);
  }

  @Test
  void noJsonAtAllIsA400() {
    assertRefused("<patient/>", 400);
    assertRefused("", 400);
  }

  @Test
  void anotherContentTypeIsA415AndNoneCountsAsJson() {
    Clients clients = STACK.clients();
    HttpRequest.Builder wrong =
        clients
            .creating(Patients.ADA, Optional.of(STACK.key(Patients.CLINIC)))
            .setHeader("Content-Type", "text/xml");
    assertThat(clients.send(wrong).statusCode()).isEqualTo(415);

    HttpRequest.Builder none =
        HttpRequest.newBuilder(clients.patients())
            .header("Ocp-Apim-Subscription-Key", STACK.key(Patients.CLINIC))
            .POST(HttpRequest.BodyPublishers.ofString(Patients.ADA));
    assertThat(clients.send(none).statusCode()).isEqualTo(201);
  }

  @Test
  void aBodyOverTheLimitIsA413() {
    assertRefused(Patients.ADA.replace("Ada", "A".repeat(70_000)), 413);
  }

  private static void assertRefused(String body, int status) {
    int before = new Documents(STACK).patients();
    assertThat(new Patients(STACK).create(body).statusCode()).isEqualTo(status);
    assertThat(new Documents(STACK).patients()).isEqualTo(before);
  }
}
