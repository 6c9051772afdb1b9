package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.PatternService.PATIENT;
import static dev.patienttests.local.gateway.PatternService.clinic;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code patient-api.xml} refuses of a request before patient-api sees it. */
@PatternDocuments
class WriteContentTest {
  private static final String OBSERVATION =
      "{'id':'1','code':'1','measurement':'1','interpretation':'N',"
          + "'issued':'2026-02-15T07:30:00Z','status':'final'}";
  private static final String JSON = "application/json";

  private final GatewayFixture gateway;

  WriteContentTest(Coverage coverage) {
    gateway = PatternService.all(coverage);
  }

  private TestRun post(String path, String body) {
    return gateway.send(
        clinic(TestRequest.post(path, body.replace('\'', '"')).header("Content-Type", JSON)));
  }

  private static List<String> fields(TestRun run) {
    assertThat(run.status()).isEqualTo(400);
    assertThat(run.header("Content-Type")).contains("application/problem+json");
    assertThat(run.forwarded()).isEmpty();
    List<String> fields = new ArrayList<>();
    try {
      JsonNode problem = new ObjectMapper().readTree(run.body());
      assertThat(problem.path("traceId").asText()).matches("[0-9a-f]{32}");
      problem.path("errors").forEach(error -> fields.add(error.path("field").asText()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(run.body(), e);
    }
    return fields;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "firstName          | {'gender':'female','dateOfBirth':'1985','postCode':'3000'}",
        "gender             | {'firstName':'A','gender':'f','dateOfBirth':'1985','postCode':'3000'}",
        "dateOfBirth        | {'firstName':'A','gender':'male','dateOfBirth':'15','postCode':'3000'}",
        "postCode           | {'firstName':'A','gender':'male','dateOfBirth':'1985','postCode':'300'}",
        "id                 | {'id':'x','firstName':'A','gender':'male','dateOfBirth':'1985','postCode':'3000'}",
        "shoeSize           | {'shoeSize':1,'firstName':'A','gender':'male','dateOfBirth':'1985','postCode':'3000'}",
        "(a member)         | {'shoe \\\\ size':1,'firstName':'A','gender':'male','dateOfBirth':'1985','postCode':'3000'}",
        "firstName          | {'firstName':1,'gender':'male','dateOfBirth':'1985','postCode':'3000'}",
        "lastName           | {'firstName':'A','lastName':{'a':['b']},'gender':'male','dateOfBirth':'1985','postCode':'3000'}",
        "lastName           | {'firstName':'A','lastName':[1,2],'gender':'male','dateOfBirth':'1985','postCode':'3000'}",
        "firstName          | {'firstName':'A','firstName':'B','gender':'male','dateOfBirth':'1985','postCode':'3000'}",
      })
  void aBrokenRuleIsA400ThatNamesTheMember(String field, String body) {
    assertThat(fields(post("/patient", body))).containsExactly(field);
  }

  @Test
  void severalMistakesAreNamedTogetherOverSeveralLines() {
    assertThat(
            fields(
                post(
                    "/patient",
                    "{'firstName': '',\n 'gender' :\n 'f',\n 'postCode': 'a, [b] {c} \\\"'}")))
        .containsExactlyInAnyOrder("firstName", "gender", "postCode", "dateOfBirth");
  }

  @Test
  void whatIsDeepInTheBodyIsNamedByItsPath() {
    String start = "{'performer':'p','orderReference':'o','observations':[";
    String tests = PATIENT + "/tests";
    assertThat(
            fields(
                post(
                    tests,
                    start + OBSERVATION + "," + OBSERVATION.replace("'code':'1',", "") + "]}")))
        .containsExactly("observations[1].code");
    assertThat(fields(post(tests, start + OBSERVATION.replace("'final'", "7") + "]}")))
        .containsExactly("observations[0].status");
    assertThat(fields(post(tests, start + "]}"))).containsExactly("observations");
    assertThat(fields(post(tests, start + ("," + OBSERVATION).repeat(101).substring(1) + "]}")))
        .containsExactly("observations");
    assertThat(fields(post(tests, start + OBSERVATION.replace("{", "{'x':1,") + "]}")))
        .containsExactly("observations[0].x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<patient/>",
        "[",
        "}",
        "{'a'",
        "{'a':}",
        "[[[[",
        "]]",
        "{,",
        "null",
        "1",
        "[]",
        ":,"
      })
  void whatIsNoJsonObjectIsA400(String body) {
    fields(post("/patient", body));
  }

  @Test
  void aDeepOrLongBodyIsA400AndNoFault() {
    fields(post("/patient", "[".repeat(10_000) + "]".repeat(10_000)));
    fields(post("/patient", "[" + "1,".repeat(30_000) + "1]"));
    fields(post("/patient", "{" + "'a':1,".repeat(10_000) + "'b':1}"));
    fields(post("/patient/search", "{'lastName':'" + "\\n".repeat(30_000) + "'}"));
  }

  @Test
  void aSearchForEverybodyIsA400WithoutAMember() {
    assertThat(fields(post("/patient/search", "{}"))).isEmpty();
  }

  @Test
  void anOptionalMemberThatIsNullCountsAsAbsent() {
    assertThat(post("/patient", Bodies.PATIENT.replace("{", "{'lastName':null,")).status())
        .isEqualTo(200);
    assertThat(post("/patient/search", "{'gender':null,'lastName':'a'}").status()).isEqualTo(200);
    assertThat(fields(post("/patient", Bodies.PATIENT.replace("\"female\"", "null"))))
        .containsExactly("gender");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        JSON,
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json ; charset = \"UTF-8\" ;",
        " "
      })
  void jsonInUtf8GoesOn(String type) {
    TestRequest request = TestRequest.post("/patient", Bodies.PATIENT).header("Content-Type", type);
    assertThat(gateway.send(clinic(request)).status()).isEqualTo(200);
    assertThat(fields(gateway.send(clinic(request.body("{}"))))).contains("firstName");
  }

  @Test
  void aMissingTypeCountsAsJson() {
    TestRequest request = TestRequest.post("/patient", Bodies.PATIENT);
    assertThat(gateway.send(clinic(request)).sent("Content-Type")).contains(JSON);
    assertThat(fields(gateway.send(clinic(request.body("{}"))))).contains("firstName");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/xml",
        "application/json; charset=utf-16",
        "application/jsonx",
        "application/json, text/xml"
      })
  void anyOtherTypeIs415(String type) {
    TestRun run =
        gateway.send(
            clinic(
                TestRequest.of("PUT", PATIENT)
                    .body("x".repeat(70_000))
                    .header("Content-Type", type)));
    assertThat(run.status()).isEqualTo(415);
    assertThat(run.body()).contains("\"status\":415,", "\"traceId\":");
    assertThat(run.forwarded()).isEmpty();
  }

  @Test
  void queryParametersAreDroppedAndThePathStays() {
    assertThat(
            gateway.send(clinic(TestRequest.get(PATIENT + "/tests/?a=1&b={testId}"))).sent().url())
        .hasToString("https://patient.example/api" + PATIENT + "/tests/");
    assertThat(gateway.send(clinic(TestRequest.get("/patient/a%20b%7B?x=%0d"))).sent().url())
        .hasToString("https://patient.example/api/patient/a%20b%7B");
    assertThat(gateway.send(clinic(TestRequest.get("/Patient/x"))).sent().url())
        .hasToString("https://patient.example/api/patient/x");
  }

  @ParameterizedTest
  @CsvSource({"404, 502", "500, 502", "503, 503"})
  void anErrorPageOfTheHostStaysHere(int answered, int status) {
    gateway.backend(
        call -> Answers.of(answered, "<html>inner</html>", "Content-Type", "text/html"));
    TestRun run = gateway.send(clinic(TestRequest.get(PATIENT)));
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.body()).doesNotContain("inner").contains("\"traceId\":");
  }

  @Test
  void aProblemOfPatientApiGoesOut() {
    gateway.backend(
        call -> Answers.of(404, "{\"status\":404}", "Content-Type", "application/problem+json"));
    TestRun run = gateway.send(clinic(TestRequest.get(PATIENT)));
    assertThat(run.status()).isEqualTo(404);
    assertThat(run.body()).isEqualTo("{\"status\":404}");
  }
}
