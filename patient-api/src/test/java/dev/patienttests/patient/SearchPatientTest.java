package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.testkit.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which patients a search finds, and what the audit knows of it. */
class SearchPatientTest extends PatientFunctionsFixture {
  private static final String ADA =
      "{'firstName':'Ada','lastName':'LOVELACE','fullName':'Ada Lovelace','gender':'female',"
          + "'dateOfBirth':'1985-12-10','postCode':'3000','insuranceNumber':'I1',"
          + "'preferredContactNumber':'+41 1'}";

  private int search(String body) {
    Call.Answer answer = search(gateway().body(body));
    return answer.getStatusCode() == 200 ? answer.json().size() : -answer.getStatusCode();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'id':'0B7F2C7E-4A55-4C39-8A39-0F4D5A1B2C3D'|1",
        "'id':'0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d','gender':'male'|-404",
        "'firstName':'ADA'|1",
        "'firstName':'Ad'|-404",
        "'lastName':'lovelace'|1",
        "'fullName':'ada lovelace'|1",
        "'gender':'female'|2",
        "'postCode':'3000'|2",
        "'insuranceNumber':'I1'|1",
        "'insuranceNumber':'i1'|-404",
        "'preferredContactNumber':'+41 1'|1",
        "'gender':'female','lastName':'Lovelace','postCode':'3000'|1",
        "'gender':'male','lastName':'Lovelace'|-404",
      })
  void findsPatientsThatMatchAllCriteria(String criteria, int found) {
    create(gateway().body(ADA));
    create(gateway().body(BODY));
    assertThat(search("{" + criteria + "}")).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        // born some day in December 1985
        "1985-12|'dateOfBirthFrom':'1985'|1",
        "1985-12|'dateOfBirthFrom':'1985-12-31'|1",
        "1985-12|'dateOfBirthFrom':'1986-01-01'|-404",
        "1985-12|'dateOfBirthTo':'1985-12-01'|1",
        "1985-12|'dateOfBirthTo':'1985-12'|1",
        "1985-12|'dateOfBirthTo':'1985-11'|-404",
        "1985-12|'dateOfBirthTo':'1985'|1",
        "1985-12|'dateOfBirthFrom':'1985-12-05','dateOfBirthTo':'1985-12-06'|1",
        "1985|'dateOfBirthFrom':'1985-06','dateOfBirthTo':'1985-06'|1",
        "1985|'dateOfBirthFrom':'1984','dateOfBirthTo':'1984'|-404",
        "1985-12-10|'dateOfBirthFrom':'1985-12-10','dateOfBirthTo':'1985-12-10'|1",
        "1985-12-10|'dateOfBirthFrom':'1985-12-11'|-404",
        "2024-02|'dateOfBirthFrom':'2024-02-29'|1",
      })
  void findsPatientsWhoMayHaveBeenBornThen(String born, String criteria, int found) {
    create(gateway().body(BODY.replace("1985-12-10", born)));
    assertThat(search("{" + criteria + "}")).isEqualTo(found);
  }

  @Test
  void comparesComposedAndDecomposedNamesAlike() {
    create(gateway().body(BODY.replace("Canary", "A\u0308da")));
    assertThat(search("{'firstName':'\u00c4DA'}")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'id':'1-2-3-4-5'|id",
        "'firstName':''|firstName",
        "'gender':'Female'|gender",
        "'postCode':'300'|postCode",
        "'dateOfBirthFrom':'85'|dateOfBirthFrom",
        "'dateOfBirthFrom':'1986','dateOfBirthTo':'1985'|dateOfBirthTo",
        "'dateOfBirth':'1985'|dateOfBirth",
        "'lastName':1|lastName",
      })
  void refusesBadCriteriaByName(String criteria, String field) {
    Call.Answer answer = search(gateway().body("{" + criteria + "}"));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactly(field);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'lastName':null}"})
  void refusesASearchForEverybody(String body) {
    assertThat(search(body)).isEqualTo(-400);
    assertThat(events).isEmpty();
  }

  @Test
  void recordsWhoWillBeShownBeforeTheyAreShown() {
    create(gateway().body(ADA));
    events.clear();
    search("{'lastName':'Lovelace'}");

    assertThat(events)
        .containsExactly(
            "audit attempt SearchPatient", "query", "audit outcome SearchPatient success");
    AuditEvent outcome = trail.recorded.get(trail.recorded.size() - 1);
    assertThat(outcome.outcome().orElseThrow().patientIds()).containsExactly(ID.toString());
    assertThat(outcome.target()).isEqualTo(Target.none());
  }

  @Test
  void showsNobodyWhomTheAuditDoesNotName() {
    create(gateway().body(ADA));
    trail.refuse(event -> event.kind() == Kind.OUTCOME);
    Call.Answer answer = search(gateway().body("{'lastName':'Lovelace'}"));

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.text()).doesNotContain("Ada", ID.toString());
    assertThat(search("{'lastName':'Nobody'}")).isEqualTo(-503);
  }

  @Test
  void tellsTheAuditWhichFieldsWereUsedAndAKeyedHashOfTheTerms() {
    search("{'lastName':'Canary','gender':'female'}");
    search("{'gender':'female','lastName':'CANARY'}");
    search("{'gender':'female','lastName':'Canaries'}");
    List<AuditEvent.Query> queries = new ArrayList<>();
    trail.of(Kind.ATTEMPT).forEach(attempt -> queries.add(attempt.query().orElseThrow()));

    assertThat(queries.get(0).fields()).containsExactly("gender", "lastName");
    assertThat(queries.get(0).hash()).matches("[0-9a-f]{64}");
    assertThat(queries.get(1)).isEqualTo(queries.get(0));
    assertThat(queries.get(2).hash()).isNotEqualTo(queries.get(0).hash());
    assertThat(trail.recorded.toString()).doesNotContainIgnoringCase("canary");
    byte[] other = keys(7).search().hash("gender", "female", "lastName", "canary");
    assertThat(java.util.HexFormat.of().formatHex(other)).isNotEqualTo(queries.get(0).hash());
  }

  @Test
  void pagesInTheOrderOfIds() {
    for (int i = 0; i < 101; i++) {
      create(gateway().body(BODY));
    }
    List<String> ids = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Call.Answer answer = search(gateway().body("{'firstName':'canary'}"));
    while (answer.getHeader("x-continuation") != null) {
      collect(answer, ids, sizes);
      answer =
          search(
              gateway()
                  .header("x-continuation", answer.getHeader("x-continuation"))
                  .body("{'firstName':'Canary'}"));
    }
    collect(answer, ids, sizes);

    assertThat(sizes).containsExactly(50, 50, 1);
    assertThat(ids).hasSize(101).doesNotHaveDuplicates().isSorted();
  }

  private static void collect(Call.Answer answer, List<String> ids, List<Integer> sizes) {
    JsonNode page = answer.json();
    sizes.add(page.size());
    page.forEach(patient -> ids.add(patient.path("id").asText()));
  }

  @Test
  void endsWithThePageThatIsJustFull() {
    for (int i = 0; i < 50; i++) {
      create(gateway().body(BODY));
    }
    Call.Answer answer = search(gateway().body("{'firstName':'canary'}"));
    assertThat(answer.json()).hasSize(50);
    assertThat(answer.getHeader("x-continuation")).isNull();
  }

  @Test
  void asksByTheMostSelectiveTermFirstAndOnePartitionIfItCan() {
    search("{'gender':'female','lastName':'x','dateOfBirthTo':'1985','dateOfBirthFrom':'1985'}");
    search("{'gender':'female','id':'" + ID + "'}");
    search("{'dateOfBirthFrom':'1985'}");

    assertThat(patients.queries.get(0).text())
        .isEqualTo(
            "SELECT TOP 51 * FROM c WHERE c.search.lastName = @lastName AND c.gender = @gender"
                + " AND c.birth[\"from\"] <= @dateOfBirthTo AND c.birth[\"to\"] >="
                + " @dateOfBirthFrom AND c.id > @after ORDER BY c.search.lastName, c.id");
    assertThat(patients.queries.get(0).partition()).isEmpty();
    assertThat(patients.queries.get(1).text())
        .isEqualTo(
            "SELECT TOP 51 * FROM c WHERE c.id = @id AND c.gender = @gender AND c.id > @after"
                + " ORDER BY c.id");
    assertThat(patients.queries.get(1).partition()).contains(ID.toString());
    assertThat(patients.queries.get(2).text())
        .isEqualTo(
            "SELECT TOP 51 * FROM c WHERE c.birth[\"to\"] >= @dateOfBirthFrom AND c.id > @after"
                + " ORDER BY c.id");
  }
}
