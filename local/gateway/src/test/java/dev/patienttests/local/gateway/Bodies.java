package dev.patienttests.local.gateway;

/** Bodies of requests that the patient API takes. */
final class Bodies {
  static final String PATIENT =
      """
      {"firstName":"Ada","gender":"female","dateOfBirth":"1985","postCode":"3000"}""";
  static final String SEARCH = "{\"lastName\":\"Lovelace\"}";
  static final String TEST =
      """
      {"performer":"LAB","orderReference":"ORDER","observations":[{"id":"1","code":"1554-5",\
      "measurement":"5","interpretation":"N","issued":"2026-02-15T07:30:00Z","status":"final"}]}""";

  private Bodies() {}

  /** One for a path that is posted to. */
  static String of(String path) {
    if (path.contains("/tests")) {
      return TEST;
    }
    return path.contains("/search") ? SEARCH : PATIENT;
  }
}
