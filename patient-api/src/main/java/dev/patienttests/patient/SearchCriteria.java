package dev.patienttests.patient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What patients are searched by.
 *
 * @param terms by the names of the members, as they are compared: names composed and in lower case,
 *     the id in lower case, dates as days
 */
record SearchCriteria(SortedMap<String, String> terms) {
  static final String FROM = "dateOfBirthFrom";
  static final String TO = "dateOfBirthTo";

  /**
   * Where each term stands in a document; the first that is given leads. The more patients one term
   * singles out, the earlier it stands.
   */
  private static final Map<String, String> PATHS = new LinkedHashMap<>();

  static {
    PATHS.put("id", "c.id");
    PATHS.put("insuranceNumber", "c.insuranceNumber");
    PATHS.put("preferredContactNumber", "c.preferredContactNumber");
    PATHS.put("fullName", "c.search.fullName");
    PATHS.put("lastName", "c.search.lastName");
    PATHS.put("firstName", "c.search.firstName");
    PATHS.put("postCode", "c.postCode");
    PATHS.put("gender", "c.gender");
  }

  SearchCriteria {
    terms = new TreeMap<>(terms);
  }

  /** Names of the members that are used. */
  List<String> fields() {
    return List.copyOf(terms.keySet());
  }

  /** All of it in one form: names and terms in turn, by name. */
  List<String> canonical() {
    List<String> all = new ArrayList<>();
    terms.forEach(
        (name, term) -> {
          all.add(name);
          all.add(term);
        });
    return all;
  }

  /**
   * The query for these patients, in the order of their ids. The order names the leading term too,
   * which is the same for all of them: so one composite index answers filter and order together.
   *
   * @param after id after which to begin; the empty text for the first page
   */
  StoreQuery query(String after) {
    Map<String, String> parameters = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    PATHS.forEach((name, path) -> add(name, path + " = ", conditions, parameters));
    add(TO, "c.birth[\"from\"] <= ", conditions, parameters);
    add(FROM, "c.birth[\"to\"] >= ", conditions, parameters);
    parameters.put("@after", after);
    String lead =
        PATHS.entrySet().stream()
            .filter(path -> terms.containsKey(path.getKey()))
            .map(Map.Entry::getValue)
            .filter(path -> !path.equals("c.id"))
            .findFirst()
            .filter(path -> !terms.containsKey("id"))
            .map(path -> path + ", ")
            .orElse("");
    return new StoreQuery(
        "SELECT TOP "
            + Page.LOOK_AHEAD
            + " * FROM c WHERE "
            + String.join(" AND ", conditions)
            + " AND c.id > @after ORDER BY "
            + lead
            + "c.id",
        parameters,
        Optional.ofNullable(terms.get("id")));
  }

  private void add(
      String name, String condition, List<String> conditions, Map<String, String> parameters) {
    if (terms.containsKey(name)) {
      conditions.add(condition + "@" + name);
      parameters.put("@" + name, terms.get(name));
    }
  }

  /** Names of the members only: the terms are personal. */
  @Override
  public String toString() {
    return "SearchCriteria" + terms.keySet();
  }
}
