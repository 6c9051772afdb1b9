package dev.patienttests.local.stack.e2e;

/** Takes a part of the stack away for the length of a try block. */
public final class Outage implements AutoCloseable {
  private final RunningStack stack;
  private final String name;

  private Outage(RunningStack stack, String name) {
    this.stack = stack;
    this.name = name;
  }

  /** Stops a part until the outage is closed. */
  public static Outage of(RunningStack stack, String name) {
    stack.stack().stop(name);
    return new Outage(stack, name);
  }

  /** What is away. */
  public String part() {
    return name;
  }

  @Override
  public void close() {
    stack.stack().start(name);
  }
}
