package dev.patienttests.patient;

/** The audit, as this app needs it. */
interface AuditTrail {
  /** What is done to a patient. */
  enum Operation {
    CREATE("CreatePatient"),
    LOAD("LoadPatient");

    private final String auditName;

    Operation(String auditName) {
      this.auditName = auditName;
    }

    /** The operation's name in the audit. */
    String auditName() {
      return auditName;
    }
  }

  /**
   * Records an operation before it is done, and returns only when the audit has confirmed it.
   *
   * @throws dev.patienttests.http.UnavailableException for every other end
   */
  void record(Operation operation, String patientId, RequestOrigin origin);
}
