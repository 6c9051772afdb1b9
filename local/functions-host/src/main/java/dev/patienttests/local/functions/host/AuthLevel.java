package dev.patienttests.local.functions.host;

/** What a caller must show to run a function (Azure documentation, HTTP trigger, authLevel). */
public enum AuthLevel {
  /** Nothing. */
  ANONYMOUS,
  /** A key of the function, a host key or the master key. */
  FUNCTION,
  /** The master key. */
  ADMIN
}
