package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.JsonFields;
import dev.patienttests.http.ProblemException;
import dev.patienttests.ids.Uuids;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads {@link SearchCriteria} from the body of a request and collects every mistake in it. */
final class SearchReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "firstName",
          "lastName",
          "fullName",
          "gender",
          "postCode",
          "insuranceNumber",
          "preferredContactNumber",
          SearchCriteria.FROM,
          SearchCriteria.TO);

  private final JsonFields fields;
  private final SortedMap<String, String> terms = new TreeMap<>();

  private SearchReader(JsonFields fields) {
    this.fields = fields;
  }

  /**
   * The criteria in a body.
   *
   * @throws ProblemException 400 that names every bad member, or says that there is none at all
   */
  static SearchCriteria read(ObjectNode body) {
    SearchReader reader = new SearchReader(JsonFields.of(body));
    reader.readAll();
    reader.fields.throwIfInvalid();
    if (reader.terms.isEmpty()) {
      throw ProblemException.badRequest(
          "At least one criterion is required: a search without any would name every patient.");
    }
    return new SearchCriteria(reader.terms);
  }

  private void readAll() {
    fields.refuseOthersThan(MEMBERS);
    checked("id", id -> Uuids.isCanonical(id), "must be a UUID of 36 characters")
        .flatMap(Uuids::canonical)
        .ifPresent(id -> terms.put("id", id));
    name("firstName", PatientRules.NAME);
    name("lastName", PatientRules.NAME);
    name("fullName", PatientRules.FULL_NAME);
    put("gender", checked("gender", PatientRules::isGender, PatientRules.GENDER_MESSAGE));
    put("postCode", checked("postCode", PatientRules::isPostCode, PatientRules.POST_CODE_MESSAGE));
    put("insuranceNumber", fields.text("insuranceNumber", PatientRules.NUMBER));
    put("preferredContactNumber", fields.text("preferredContactNumber", PatientRules.NUMBER));
    birth();
  }

  private void birth() {
    put(SearchCriteria.FROM, date(SearchCriteria.FROM).map(date -> date.first().toString()));
    put(SearchCriteria.TO, date(SearchCriteria.TO).map(date -> date.last().toString()));
    String from = terms.getOrDefault(SearchCriteria.FROM, "");
    String to = terms.getOrDefault(SearchCriteria.TO, from);
    if (to.compareTo(from) < 0) {
      fields.error(SearchCriteria.TO, "must not be before " + SearchCriteria.FROM);
    }
  }

  private Optional<PartialDate> date(String name) {
    return checked(name, PartialDate::isReal, PatientRules.DATE_MESSAGE)
        .flatMap(PartialDate::parse);
  }

  private void name(String name, int longest) {
    put(name, fields.text(name, longest).map(PatientJson::normalized));
  }

  private Optional<String> checked(String name, Predicate<String> rule, String message) {
    return fields.check(name, fields.text(name, PatientRules.TEXT), rule, message);
  }

  private void put(String name, Optional<String> term) {
    term.ifPresent(text -> terms.put(name, text));
  }
}
