package dev.patienttests.local.gateway.policy;

/** What a log may say of a failure whose message may hold what a request held. */
public final class FailurePlace {
  private FailurePlace() {}

  /** Its kind and where it came from, without its message. */
  public static String of(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e.getClass().getName() + " at " + (trace.length == 0 ? "?" : trace[0]);
  }
}
