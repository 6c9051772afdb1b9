package dev.patienttests.http;

/** Says what failed without quoting messages, which may hold secrets or personal data. */
public final class Failures {
  private static final int DEEPEST = 8;

  private Failures() {}

  /** Stands for a failure as the cause of another one, without any message of it. */
  public static Throwable withoutMessages(Throwable failure) {
    return new WithoutMessages(describe(failure), failure.getStackTrace());
  }

  private static final class WithoutMessages extends Exception {
    private static final long serialVersionUID = 1L;

    WithoutMessages(String description, StackTraceElement[] trace) {
      super(description, null, false, true);
      setStackTrace(trace);
    }
  }

  /** The types along the chain of causes and where the innermost one was thrown. */
  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable innermost = failure;
    int depth = 0;
    for (Throwable each = failure; each != null && depth < DEEPEST; each = each.getCause()) {
      text.append(depth++ == 0 ? "" : " <- ").append(each.getClass().getName());
      innermost = each;
    }
    StackTraceElement[] trace = innermost.getStackTrace();
    return trace.length == 0 ? text.toString() : text.append(" at ").append(trace[0]).toString();
  }
}
