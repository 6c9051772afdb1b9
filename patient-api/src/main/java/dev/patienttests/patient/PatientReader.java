package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.JsonFields;
import dev.patienttests.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a {@link NewPatient} from the body of a request and collects every mistake in it. */
final class PatientReader {
  private static final List<String> SERVER_SET = List.of("id", "lastUpdated");
  private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");
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
          "id",
          "lastUpdated");

  private static final int NAME_LENGTH = 64;
  private static final int FULL_NAME_LENGTH = 128;
  private static final int NUMBER_LENGTH = 128;
  private static final int POST_CODE_LENGTH = 4;

  private PatientReader() {}

  /**
   * The patient in a body.
   *
   * @throws ProblemException 400 that names every bad member
   */
  static NewPatient read(ObjectNode body) {
    JsonFields fields = JsonFields.of(body);
    SERVER_SET.stream()
        .filter(body::has)
        .forEach(name -> fields.error(name, "is set by the server"));
    fields.refuseOthersThan(MEMBERS);
    NewPatient patient =
        new NewPatient(
            fields.requiredText("firstName", NAME_LENGTH),
            fields.text("lastName", NAME_LENGTH),
            fields.text("fullName", FULL_NAME_LENGTH),
            required(fields, "gender", GENDERS::contains, "must be male, female, other or unknown"),
            required(
                fields,
                "dateOfBirth",
                PartialDate::isReal,
                "must be a real date: YYYY, YYYY-MM or YYYY-MM-DD"),
            required(
                fields, "postCode", PatientReader::isPostCode, "must have exactly 4 characters"),
            fields.text("insuranceNumber", NUMBER_LENGTH),
            fields.text("preferredContactNumber", NUMBER_LENGTH));
    fields.throwIfInvalid();
    return patient;
  }

  private static String required(
      JsonFields fields, String name, Predicate<String> rule, String message) {
    Optional<String> text = Optional.of(fields.requiredText(name, FULL_NAME_LENGTH));
    return fields.check(name, text, rule, message).orElse("");
  }

  private static boolean isPostCode(String text) {
    return text.codePointCount(0, text.length()) == POST_CODE_LENGTH;
  }
}
