package dev.patienttests.local.storage;

/** Writes text into XML. */
final class Xml {

  private Xml() {}

  static String text(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String element(String name, String value) {
    return value.isEmpty()
        ? "<" + name + " />"
        : "<" + name + ">" + text(value) + "</" + name + ">";
  }
}
