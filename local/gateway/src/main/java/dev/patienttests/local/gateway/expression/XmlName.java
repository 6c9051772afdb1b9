package dev.patienttests.local.gateway.expression;

/** {@code XName}: a local name in a namespace, which may be the empty one. */
record XmlName(String namespace, String local) implements Typed {
  static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  /** {@code XNamespace}. */
  record Namespace(String name) implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("XNamespace");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A local name, or <code>{namespace}name</code>. */
  static XmlName parse(String text) {
    int close = text.startsWith("{") ? text.indexOf('}') : -1;
    String local = text.substring(close + 1);
    if (!local.matches("[\\p{L}_][\\p{L}\\p{N}\\p{M}_.\\-]*")) {
      throw new DotNetException("System.Xml.XmlException", "The name is not valid in XML.");
    }
    return new XmlName(close < 0 ? "" : text.substring(1, close), local);
  }

  @Override
  public CsType type() {
    return TypeTable.named("XName");
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? local : "{" + namespace + "}" + local;
  }
}
