package dev.patienttests.patient;

/** An operation as a record of the audit names it. */
interface AuditedOperation {

  /** The operation's name in the audit. */
  String auditName();

  /** Kind of access: {@code create} and {@code update} announce a write. */
  String action();

  /** What it is done to, such as {@code Patient} or {@code Test}. */
  String resourceType();
}
