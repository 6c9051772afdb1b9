package dev.patienttests.local.gateway.policy;

/** Where a policy document belongs, from broad to narrow. */
public enum Scope {
  /** The whole service. */
  GLOBAL("global", 0),
  /** One product. */
  PRODUCT("product", 1),
  /** One API. */
  API("api", 2),
  /** One operation. */
  OPERATION("operation", 3);

  private final String text;
  private final int depth;

  Scope(String text, int depth) {
    this.text = text;
    this.depth = depth;
  }

  /** 0 for the broadest. */
  public int depth() {
    return depth;
  }

  /** The name that {@code context.LastError.Scope} shows. */
  public String text() {
    return text;
  }
}
