package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;

/** Members of LINQ to XML. */
final class XmlMembers {
  private static final CsType ELEMENT = TypeTable.named("XElement");

  private XmlMembers() {}

  private static CsXml me(Args a) {
    return (CsXml) a.self();
  }

  private static Object run(Runnable action) {
    action.run();
    return null;
  }

  private static XmlName name(Args a, int index) {
    return a.at(index, XmlName.class);
  }

  private static CsList list(List<CsXml> nodes, String type) {
    return CsList.of(TypeTable.named(type), nodes);
  }

  private static CsList named(List<CsXml> elements, XmlName name) {
    return list(elements.stream().filter(e -> e.name().equals(name)).toList(), "XElement");
  }

  static void containers(MemberQuery m) {
    m.add("static XElement XElement.Parse(string text)", a -> root(a.text(0)));
    m.add("static XDocument XDocument.Parse(string text)", a -> XmlText.parse(a.text(0)));
    m.add("new XElement(XName name)", a -> CsXml.element(name(a, 0)));
    m.add(
        "new XElement(XName name, object content)",
        a -> filled(CsXml.element(name(a, 0)), a.at(1)));
    m.add(
        "new XElement(XName name, params object[] content)",
        a -> filled(CsXml.element(name(a, 0)), a.at(1)));
    m.add("new XDocument(params object[] content)", a -> filled(CsXml.document(), a.at(0)));
    m.add(
        "XElement XContainer.Element(XName name)",
        a ->
            me(a).elements().stream()
                .filter(e -> e.name().equals(name(a, 0)))
                .findFirst()
                .orElse(null));
    m.add("IEnumerable<XElement> XContainer.Elements()", a -> list(me(a).elements(), "XElement"));
    m.add(
        "IEnumerable<XElement> XContainer.Elements(XName name)",
        a -> named(me(a).elements(), name(a, 0)));
    m.add(
        "IEnumerable<XElement> XContainer.Descendants()",
        a -> list(me(a).descendants(), "XElement"));
    m.add(
        "IEnumerable<XElement> XContainer.Descendants(XName name)",
        a -> named(me(a).descendants(), name(a, 0)));
    m.add(
        "IEnumerable<XNode> XContainer.Nodes()", a -> list(List.copyOf(me(a).children()), "XNode"));
    m.add("void XContainer.Add(object content)", a -> run(() -> content(me(a), a.at(0))));
    m.add("void XContainer.Add(params object[] content)", a -> run(() -> content(me(a), a.at(0))));
    m.add("void XContainer.RemoveNodes()", a -> run(me(a).children()::clear));
    m.property(
        "XNode XContainer.FirstNode",
        a -> me(a).children().isEmpty() ? null : me(a).children().get(0));
    m.property(
        "XElement XDocument.Root",
        a -> me(a).elements().isEmpty() ? null : me(a).elements().get(0));
    m.property(
        "XDeclaration XDocument.Declaration",
        a -> me(a).text() == null ? null : new Declaration(me(a).text()));
    elements(m);
    nodes(m);
  }

  /** {@code XDeclaration}. */
  private record Declaration(String text) implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("XDeclaration");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The root element, without its document. */
  static CsXml root(String text) {
    CsXml root = XmlText.parse(text).elements().get(0);
    root.remove();
    return root;
  }

  private static CsXml filled(CsXml container, Object content) {
    content(container, content);
    return container;
  }

  /** What a content becomes: nodes stay, sequences are taken apart, other values are text. */
  private static void content(CsXml container, Object content) {
    if (content == null) {
      return;
    }
    if (content instanceof CsXml node) {
      container.add(node);
    } else if (content instanceof Iterable<?> items) {
      items.forEach(item -> content(container, item));
    } else if (!container.is(CsXml.Kind.DOCUMENT)) {
      container.add(CsXml.leaf(CsXml.Kind.TEXT, XmlCasts.text(content)));
    }
  }

  private static void elements(MemberQuery m) {
    m.property("XName XElement.Name", a -> me(a).name());
    m.property("string XElement.Value", a -> me(a).value());
    m.add("void XElement.set_Value(string value)", a -> run(() -> me(a).value(a.text(0))));
    m.property("bool XElement.HasElements", a -> !me(a).elements().isEmpty());
    m.property("bool XElement.HasAttributes", a -> !me(a).attributes().isEmpty());
    m.property("bool XElement.IsEmpty", a -> me(a).isEmpty());
    m.add(
        "XAttribute XElement.Attribute(XName name)", a -> me(a).attribute(name(a, 0)).orElse(null));
    m.add(
        "IEnumerable<XAttribute> XElement.Attributes()",
        a -> list(List.copyOf(me(a).attributes()), "XAttribute"));
    m.add(
        "IEnumerable<XElement> XElement.DescendantsAndSelf()", a -> list(self(me(a)), "XElement"));
    m.add(
        "void XElement.SetElementValue(XName name, object value)",
        a -> run(() -> setElement(me(a), name(a, 0), a.at(1))));
    m.add(
        "void XElement.SetAttributeValue(XName name, object value)",
        a -> run(() -> setAttribute(me(a), name(a, 0), a.at(1))));
    m.add(
        "void XElement.SetValue(object value)",
        a -> run(() -> me(a).value(XmlCasts.text(a.at(0)))));
    m.add("void XElement.RemoveAttributes()", a -> run(me(a).attributes()::clear));
    m.add(
        "new XAttribute(XName name, object value)",
        a -> CsXml.attribute(name(a, 0), XmlCasts.text(a.at(1, Object.class))));
    m.property("XName XAttribute.Name", a -> me(a).name());
    m.property("string XAttribute.Value", a -> me(a).text());
    m.add("void XAttribute.set_Value(string value)", a -> run(() -> me(a).text(a.text(0))));
    m.add("void XAttribute.Remove()", a -> run(me(a)::remove));
    m.add("new XComment(string text)", a -> CsXml.leaf(CsXml.Kind.COMMENT, a.text(0)));
    m.add("new XText(string text)", a -> CsXml.leaf(CsXml.Kind.TEXT, a.text(0)));
    m.add("new XCData(string text)", a -> CsXml.leaf(CsXml.Kind.CDATA, a.text(0)));
    m.property("string XText.Value", a -> me(a).text());
    m.property("string XComment.Value", a -> me(a).text());
  }

  private static List<CsXml> self(CsXml element) {
    List<CsXml> all = new ArrayList<>(List.of(element));
    all.addAll(element.descendants());
    return all;
  }

  private static void setElement(CsXml parent, XmlName name, Object value) {
    CsXml element =
        parent.elements().stream().filter(e -> e.name().equals(name)).findFirst().orElse(null);
    if (value == null) {
      if (element != null) {
        element.remove();
      }
    } else if (element == null) {
      parent.add(filled(CsXml.element(name), XmlCasts.text(value)));
    } else {
      element.value(XmlCasts.text(value));
    }
  }

  private static void setAttribute(CsXml element, XmlName name, Object value) {
    CsXml attribute = element.attribute(name).orElse(null);
    if (value == null) {
      if (attribute != null) {
        attribute.remove();
      }
    } else if (attribute == null) {
      element.add(CsXml.attribute(name, XmlCasts.text(value)));
    } else {
      attribute.text(XmlCasts.text(value));
    }
  }

  private static void nodes(MemberQuery m) {
    m.property(
        "XElement XObject.Parent",
        a -> me(a).parent().filter(p -> p.is(CsXml.Kind.ELEMENT)).orElse(null));
    m.add(
        "string XNode.ToString(SaveOptions options)",
        a -> XmlText.write(me(a), !((EnumValue) a.at(0)).has("DisableFormatting")));
    m.add("void XNode.Remove()", a -> run(me(a)::remove));
    m.add(
        "void XNode.ReplaceWith(object content)",
        a ->
            run(
                () ->
                    me(a)
                        .replace(
                            filled(CsXml.element(new XmlName("", "x")), a.at(0)).children().stream()
                                .map(CsXml::copy)
                                .toList())));
    m.add(
        "static bool XNode.DeepEquals(XNode a, XNode b)",
        a -> CsXml.deepEquals((CsXml) a.at(0), (CsXml) a.at(1)));
    m.property("string XName.LocalName", a -> a.me(XmlName.class).local());
    m.property("string XName.NamespaceName", a -> a.me(XmlName.class).namespace());
    m.property(
        "XNamespace XName.Namespace", a -> new XmlName.Namespace(a.me(XmlName.class).namespace()));
    m.add("static XName XName.Get(string name)", a -> XmlName.parse(a.text(0)));
    m.add("static XName XName.Get(string name, string ns)", a -> new XmlName(a.text(1), a.text(0)));
    m.add("static XNamespace XNamespace.Get(string name)", a -> new XmlName.Namespace(a.text(0)));
    m.property("static XNamespace XNamespace.None", a -> new XmlName.Namespace(""));
    m.property("static XNamespace XNamespace.Xmlns", a -> new XmlName.Namespace(XmlName.XMLNS));
    m.property("string XNamespace.NamespaceName", a -> a.self().toString());
    m.add(
        "static XName XNamespace.op_+(XNamespace a, string b)",
        a -> new XmlName(a.at(0).toString(), a.text(1)));
  }

  static void sequences(MemberQuery m) {
    if (!m.wants("Elements", "Descendants", "Remove")) {
      return;
    }
    m.add(
        "ext IEnumerable<XElement> IEnumerable<XElement>.Elements()",
        a -> inner(a, CsXml::elements));
    m.add(
        "ext IEnumerable<XElement> IEnumerable<XElement>.Elements(XName name)",
        a -> named(elements(a, CsXml::elements), name(a, 0)));
    m.add(
        "ext IEnumerable<XElement> IEnumerable<XElement>.Descendants(XName name)",
        a -> named(elements(a, CsXml::descendants), name(a, 0)));
    m.add(
        "ext void IEnumerable<XNode>.Remove()",
        a -> run(() -> Sequences.list(a.self(), a.budget()).forEach(n -> ((CsXml) n).remove())));
  }

  private static List<CsXml> elements(Args a, java.util.function.Function<CsXml, List<CsXml>> get) {
    List<CsXml> all = new ArrayList<>();
    Sequences.list(a.self(), a.budget()).forEach(e -> all.addAll(get.apply((CsXml) e)));
    return all;
  }

  private static CsList inner(Args a, java.util.function.Function<CsXml, List<CsXml>> get) {
    return CsList.of(ELEMENT, elements(a, get));
  }

  static void convert(MemberQuery m) {
    m.add("static TimeSpan XmlConvert.ToTimeSpan(string s)", a -> XmlCasts.duration(a.text(0)));
    m.add(
        "static bool XmlConvert.ToBoolean(string s)",
        a -> XmlCasts.cast(CsXml.leaf(CsXml.Kind.TEXT, a.text(0)), Types.BOOL));
    m.add(
        "static int XmlConvert.ToInt32(string s)",
        a -> XmlCasts.cast(CsXml.leaf(CsXml.Kind.TEXT, a.text(0)), Types.INT));
    m.add("static string XmlConvert.ToString(object value)", a -> XmlCasts.text(a.at(0)));
  }
}
