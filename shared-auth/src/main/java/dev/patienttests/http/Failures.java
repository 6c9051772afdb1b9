package dev.patienttests.http;

/** Says what failed without quoting messages, which may hold secrets or personal data. */
public final class Failures {
  private static final int DEEPEST = 8;

  private Failures() {}

  /** Stands for a failure as the cause of another one, without any message of it. */
  public static Throwable withoutMessages(Throwable failure) {
    return new Described(describe(failure), failure.getStackTrace());
  }

  /**
   * The same with something that helps whoever reads the log.
   *
   * @param fact such as a status; neither secret nor personal
   */
  public static Throwable withoutMessages(Throwable failure, String fact) {
    return new Described(describe(failure) + " (" + fact + ")", failure.getStackTrace());
  }

  /**
   * A cause for the log alone.
   *
   * @param fact such as a status; neither secret nor personal
   */
  public static Throwable fact(String fact) {
    return new Described("(" + fact + ")", new StackTraceElement[0]);
  }

  private static final class Described extends Exception {
    private static final long serialVersionUID = 1L;

    Described(String description, StackTraceElement[] trace) {
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
      text.append(depth++ == 0 ? "" : " <- ");
      text.append(each instanceof Described ? each.getMessage() : each.getClass().getName());
      innermost = each;
    }
    StackTraceElement[] trace = innermost.getStackTrace();
    boolean placed = innermost instanceof Described || trace.length == 0;
    return placed ? text.toString() : text.append(" at ").append(trace[0]).toString();
  }
}
