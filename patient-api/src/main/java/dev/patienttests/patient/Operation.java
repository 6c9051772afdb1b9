package dev.patienttests.patient;

/** What is done to patients and their tests, as the audit calls it. */
enum Operation {
  CREATE_PATIENT("CreatePatient", "create", "Patient"),
  LOAD_PATIENT("LoadPatient", "read", "Patient"),
  UPDATE_PATIENT("UpdatePatient", "update", "Patient"),
  SEARCH_PATIENT("SearchPatient", "search", "Patient"),
  CREATE_TEST("CreateTest", "create", "Test"),
  LOAD_TEST("LoadTest", "read", "Test"),
  LOAD_TESTS("LoadTests", "search", "Test");

  private final String auditName;
  private final String action;
  private final String resourceType;

  Operation(String auditName, String action, String resourceType) {
    this.auditName = auditName;
    this.action = action;
    this.resourceType = resourceType;
  }

  /** The operation's name in the audit. */
  String auditName() {
    return auditName;
  }

  /** Kind of access: {@code create} and {@code update} announce a write. */
  String action() {
    return action;
  }

  /** What it is done to: {@code Patient} or {@code Test}. */
  String resourceType() {
    return resourceType;
  }
}
