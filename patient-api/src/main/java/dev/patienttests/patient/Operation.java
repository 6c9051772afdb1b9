package dev.patienttests.patient;

/** What is done to patients and their tests, as the audit calls it. */
enum Operation implements AuditedOperation {
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

  @Override
  public String auditName() {
    return auditName;
  }

  @Override
  public String action() {
    return action;
  }

  @Override
  public String resourceType() {
    return resourceType;
  }
}
