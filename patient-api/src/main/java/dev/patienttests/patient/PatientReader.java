package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.FieldError;
import dev.patienttests.http.JsonFields;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.Timestamps;
import dev.patienttests.ids.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a {@link NewPatient} from the body of a request and collects every mistake in it. */
final class PatientReader {
  private static final String IF_MATCH = "If-Match";
  private static final String ID = "id";
  private static final String LAST_UPDATED = "lastUpdated";
  private static final List<String> SERVER_SET = List.of(ID, LAST_UPDATED);
  private static final Set<String> MEMBERS =
      Set.of(
          "firstName",
          "lastName",
          "fullName",
          "gender",
          "dateOfBirth",
          "postCode",
          "insuranceNumber",
          "preferredContactNumber",
          ID,
          LAST_UPDATED);

  private PatientReader() {}

  /**
   * The new patient in a body.
   *
   * @throws ProblemException 400 that names every bad member
   */
  static NewPatient read(ObjectNode body) {
    JsonFields fields = JsonFields.of(body);
    SERVER_SET.stream()
        .filter(body::has)
        .forEach(name -> fields.error(name, "is set by the server"));
    NewPatient patient = details(fields);
    fields.throwIfInvalid();
    return patient;
  }

  /**
   * The update that a request asks for. Its body may hold what an answer holds, so that a client
   * can send back what it loaded.
   *
   * @param id the patient's id in the path
   * @throws ProblemException 400 that names every bad member, 428 when no version is named
   */
  static PatientUpdate readUpdate(ApiRequest request, String id) {
    JsonFields fields = JsonFields.of(request.json());
    fields.check(
        ID,
        fields.text(ID, PatientRules.TEXT),
        text -> Uuids.canonical(text).filter(id::equals).isPresent(),
        "must be the id in the path");
    Optional<Instant> lastUpdated =
        fields
            .check(
                LAST_UPDATED,
                fields.text(LAST_UPDATED, PatientRules.TEXT),
                text -> Timestamps.parse(text).isPresent(),
                "must be a point in time as an answer shows it")
            .flatMap(Timestamps::parse);
    NewPatient details = details(fields);
    fields.throwIfInvalid();
    return new PatientUpdate(details, KnownVersion.of(ifMatch(request), lastUpdated));
  }

  private static NewPatient details(JsonFields fields) {
    fields.refuseOthersThan(MEMBERS);
    return new NewPatient(
        fields.requiredText("firstName", PatientRules.NAME),
        fields.text("lastName", PatientRules.NAME),
        fields.text("fullName", PatientRules.FULL_NAME),
        required(fields, "gender", PatientRules::isGender, PatientRules.GENDER_MESSAGE),
        required(fields, "dateOfBirth", PartialDate::isReal, PatientRules.DATE_MESSAGE),
        required(fields, "postCode", PatientRules::isPostCode, PatientRules.POST_CODE_MESSAGE),
        fields.text("insuranceNumber", PatientRules.NUMBER),
        fields.text("preferredContactNumber", PatientRules.NUMBER));
  }

  private static String required(
      JsonFields fields, String name, Predicate<String> rule, String message) {
    Optional<String> text = Optional.of(fields.requiredText(name, PatientRules.TEXT));
    return fields.check(name, text, rule, message).orElse("");
  }

  private static Optional<EntityTags> ifMatch(ApiRequest request) {
    return request
        .header(IF_MATCH)
        .map(
            header ->
                EntityTags.parse(header)
                    .orElseThrow(
                        () ->
                            ProblemException.invalid(
                                List.of(
                                    new FieldError(IF_MATCH, "must be a list of entity tags")))));
  }
}
