package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of LINQ to XML: document, element, attribute, text, CDATA, comment. */
final class CsXml implements Typed {

  /** What a node is. */
  enum Kind {
    DOCUMENT("XDocument"),
    ELEMENT("XElement"),
    ATTRIBUTE("XAttribute"),
    TEXT("XText"),
    CDATA("XCData"),
    COMMENT("XComment");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  private final Kind kind;
  private final XmlName name;
  private final List<CsXml> attributes = new ArrayList<>();
  private final List<CsXml> children = new ArrayList<>();
  private String text;
  private boolean open;
  private CsXml parent;

  private CsXml(Kind kind, XmlName name, String text) {
    this.kind = kind;
    this.name = name;
    this.text = text;
  }

  static CsXml document() {
    return new CsXml(Kind.DOCUMENT, null, null);
  }

  static CsXml element(XmlName name) {
    return new CsXml(Kind.ELEMENT, name, null);
  }

  static CsXml attribute(XmlName name, String value) {
    return new CsXml(Kind.ATTRIBUTE, name, value);
  }

  static CsXml leaf(Kind kind, String text) {
    return new CsXml(kind, null, text);
  }

  @Override
  public CsType type() {
    return TypeTable.named(kind.type);
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isText() {
    return kind == Kind.TEXT || kind == Kind.CDATA;
  }

  XmlName name() {
    return name;
  }

  List<CsXml> attributes() {
    return attributes;
  }

  List<CsXml> children() {
    return children;
  }

  Optional<CsXml> parent() {
    return Optional.ofNullable(parent);
  }

  /** Text of a leaf; of a document, its declaration. */
  String text() {
    return text;
  }

  void text(String newText) {
    this.text = newText;
  }

  /** Notes that an element has an end tag of its own, though nothing in it. */
  void open() {
    open = true;
  }

  boolean isEmpty() {
    return children.isEmpty() && !open;
  }

  List<CsXml> elements() {
    return children.stream().filter(c -> c.is(Kind.ELEMENT)).toList();
  }

  Optional<CsXml> attribute(XmlName wanted) {
    return attributes.stream().filter(a -> a.name.equals(wanted)).findFirst();
  }

  List<CsXml> descendants() {
    List<CsXml> all = new ArrayList<>();
    for (CsXml element : elements()) {
      all.add(element);
      all.addAll(element.descendants());
    }
    return all;
  }

  /** All text inside, or that of the leaf. */
  String value() {
    if (kind != Kind.ELEMENT && kind != Kind.DOCUMENT) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    children.stream().filter(c -> !c.is(Kind.COMMENT)).forEach(c -> out.append(c.value()));
    return out.toString();
  }

  void value(String newValue) {
    if (kind == Kind.ELEMENT) {
      children.clear();
      add(leaf(Kind.TEXT, newValue));
    } else {
      text = newValue;
    }
  }

  /** Adds a node, or a copy of one that has a place. */
  void add(CsXml node) {
    CsXml added = node.parent == null ? node : node.copy();
    added.parent = this;
    if (added.is(Kind.ATTRIBUTE)) {
      if (attribute(added.name).isPresent()) {
        throw DotNetException.invalidOperation("Duplicate attribute.");
      }
      attributes.add(added);
      return;
    }
    CsXml last = children.isEmpty() ? null : children.get(children.size() - 1);
    if (added.is(Kind.TEXT) && last != null && last.is(Kind.TEXT)) {
      last.text += added.text;
    } else {
      children.add(added);
    }
  }

  void remove() {
    CsXml from =
        parent().orElseThrow(() -> DotNetException.invalidOperation("The parent is missing."));
    (is(Kind.ATTRIBUTE) ? from.attributes : from.children).removeIf(n -> n == this);
    parent = null;
  }

  /** Puts other nodes in this one's place. */
  void replace(List<CsXml> nodes) {
    CsXml in =
        parent().orElseThrow(() -> DotNetException.invalidOperation("The parent is missing."));
    List<CsXml> after = new ArrayList<>();
    boolean behind = false;
    for (CsXml child : in.children) {
      if (child == this) {
        after.addAll(nodes);
        behind = true;
      } else {
        after.add(child);
      }
    }
    parent = behind ? null : parent;
    in.children.clear();
    after.forEach(n -> n.parent = n.parent == in ? null : n.parent);
    after.forEach(in::add);
  }

  CsXml copy() {
    CsXml copy = new CsXml(kind, name, text);
    copy.open = open;
    attributes.forEach(a -> copy.add(a.copy()));
    children.forEach(c -> copy.add(c.copy()));
    return copy;
  }

  static boolean deepEquals(CsXml a, CsXml b) {
    if (a == null || b == null) {
      return a == b;
    }
    boolean same =
        a.kind == b.kind
            && RuntimeTypes.same(a.name, b.name)
            && (a.kind == Kind.DOCUMENT || RuntimeTypes.same(a.text, b.text))
            && a.attributes.size() == b.attributes.size()
            && a.children.size() == b.children.size();
    for (int i = 0; same && i < a.attributes.size(); i++) {
      same = deepEquals(a.attributes.get(i), b.attributes.get(i));
    }
    for (int i = 0; same && i < a.children.size(); i++) {
      same = deepEquals(a.children.get(i), b.children.get(i));
    }
    return same;
  }

  @Override
  public String toString() {
    return XmlText.write(this, true);
  }
}
