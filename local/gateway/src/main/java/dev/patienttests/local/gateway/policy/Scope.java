package dev.patienttests.local.gateway.policy;

/** Where a policy document belongs, from broad to narrow. */
public enum Scope {
  /** The whole service. */
  GLOBAL("global"),
  /** One product. */
  PRODUCT("product"),
  /** One API. */
  API("api"),
  /** One operation. */
  OPERATION("operation");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The name that {@code context.LastError.Scope} shows. */
  public String text() {
    return text;
  }
}
