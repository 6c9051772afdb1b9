package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.JsonFields;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.Timestamps;
import dev.patienttests.ids.Uuids;
import dev.patienttests.patient.NewTest.Observation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a {@link NewTest} from the body of a request and collects every mistake in it. */
final class TestReader {
  private static final int MOST_OBSERVATIONS = 100;
  private static final int LONGEST = 128;

  private static final List<String> SERVER_SET = List.of("id", "lastUpdated");
  private static final String PATIENT_ID = "patientId";
  private static final Set<String> MEMBERS =
      Set.of("performer", "orderReference", "observations", PATIENT_ID, "id", "lastUpdated");
  private static final Set<String> OBSERVATION =
      Set.of("id", "code", "measurement", "interpretation", "issued", "status");

  private TestReader() {}

  /**
   * The new test in a body.
   *
   * @param patientId the patient's id in the path
   * @throws ProblemException 400 that names every bad member
   */
  static NewTest read(ObjectNode body, String patientId) {
    JsonFields fields = JsonFields.of(body);
    SERVER_SET.stream()
        .filter(body::has)
        .forEach(name -> fields.error(name, "is set by the server"));
    fields.refuseOthersThan(MEMBERS);
    fields.check(
        PATIENT_ID,
        fields.text(PATIENT_ID, LONGEST),
        text -> Uuids.canonical(text).filter(patientId::equals).isPresent(),
        "must be the id in the path");
    NewTest test =
        new NewTest(
            fields.requiredText("performer", LONGEST),
            fields.requiredText("orderReference", LONGEST),
            fields.requiredObjects("observations", MOST_OBSERVATIONS).stream()
                .map(TestReader::observation)
                .toList());
    fields.throwIfInvalid();
    return test;
  }

  private static Observation observation(JsonFields fields) {
    fields.refuseOthersThan(OBSERVATION);
    return new Observation(
        fields.requiredText("id", LONGEST),
        fields.requiredText("code", LONGEST),
        fields.requiredText("measurement", LONGEST),
        fields.requiredText("interpretation", LONGEST),
        fields
            .check(
                "issued",
                Optional.of(fields.requiredText("issued", LONGEST)),
                text -> Timestamps.parse(text).isPresent(),
                "must be a date-time of RFC 3339")
            .orElse(""),
        fields.requiredText("status", LONGEST));
  }
}
