package dev.patienttests.local.gateway.expression;

/** Texts that JSON.NET takes for dates. */
public final class NetDates {
  private NetDates() {}

  /** A date as JSON.NET writes it after it read it; any other text as it is. */
  public static String rewritten(String text) {
    CsDateTime date = JsonDates.read(text);
    return date == null ? text : JsonDates.write(date);
  }
}
