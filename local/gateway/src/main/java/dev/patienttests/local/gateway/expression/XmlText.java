package dev.patienttests.local.gateway.expression;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads and writes XML as LINQ to XML does by default. Nothing outside of the text is read. */
final class XmlText {
  private static final int MAX_DEPTH = 200;
  private static final String LIMIT =
      "http://www.oracle.com/xml/jaxp/properties/entityExpansionLimit";

  private static final String CDATA =
      "http://java.sun.com/xml/stream/properties/report-cdata-event";

  private XmlText() {}

  static DotNetException wrong(String message) {
    return new DotNetException("System.Xml.XmlException", message);
  }

  /** A document. Text of white space alone is left out. */
  static CsXml parse(String text) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(LIMIT, "1000");
    factory.setProperty(CDATA, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      CsXml document = CsXml.document();
      if (reader.getVersion() != null) {
        document.text(declaration(reader));
      }
      Deque<CsXml> open = new ArrayDeque<>();
      open.push(document);
      StringBuilder pending = new StringBuilder();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE) {
          pending.append(reader.getText());
        } else {
          flush(pending, open.element());
          event(event, reader, open, text);
        }
      }
      return document;
    } catch (XMLStreamException e) {
      throw wrong("The text is not well-formed XML.");
    }
  }

  private static String declaration(XMLStreamReader reader) {
    String encoding = reader.getCharacterEncodingScheme();
    return "<?xml version=\""
        + reader.getVersion()
        + "\""
        + (encoding == null ? "" : " encoding=\"" + encoding + "\"")
        + (reader.standaloneSet()
            ? " standalone=\"" + (reader.isStandalone() ? "yes" : "no") + "\""
            : "")
        + "?>";
  }

  private static void flush(StringBuilder pending, CsXml into) {
    if (!pending.toString().isBlank() && !into.is(CsXml.Kind.DOCUMENT)) {
      into.add(CsXml.leaf(CsXml.Kind.TEXT, pending.toString()));
    }
    pending.setLength(0);
  }

  private static void event(int event, XMLStreamReader reader, Deque<CsXml> open, String text) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        CsXml element = element(reader);
        int end = text.lastIndexOf('>', reader.getLocation().getCharacterOffset());
        boolean closed = end > 1 && text.charAt(end - 1) == '/';
        if (!closed) {
          element.open();
        }
        open.element().add(element);
        open.push(element);
        if (open.size() > MAX_DEPTH) {
          throw wrong("The XML is nested deeper than " + MAX_DEPTH + ".");
        }
      }
      case XMLStreamConstants.END_ELEMENT -> open.pop();
      case XMLStreamConstants.CDATA ->
          open.element().add(CsXml.leaf(CsXml.Kind.CDATA, reader.getText()));
      case XMLStreamConstants.COMMENT ->
          open.element().add(CsXml.leaf(CsXml.Kind.COMMENT, reader.getText()));
      default -> {
        // Processing instructions and document types are not kept.
      }
    }
  }

  private static CsXml element(XMLStreamReader reader) {
    CsXml element =
        CsXml.element(new XmlName(orEmpty(reader.getNamespaceURI()), reader.getLocalName()));
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      String prefix = reader.getNamespacePrefix(i);
      XmlName name = prefix == null ? new XmlName("", "xmlns") : new XmlName(XmlName.XMLNS, prefix);
      element.add(CsXml.attribute(name, orEmpty(reader.getNamespaceURI(i))));
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      XmlName name =
          new XmlName(orEmpty(reader.getAttributeNamespace(i)), reader.getAttributeLocalName(i));
      element.add(CsXml.attribute(name, reader.getAttributeValue(i)));
    }
    return element;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  static String write(CsXml node, boolean indent) {
    StringBuilder out = new StringBuilder();
    write(node, out, 0, indent);
    return out.toString();
  }

  private static void write(CsXml node, StringBuilder out, int depth, boolean indent) {
    if (node.is(CsXml.Kind.DOCUMENT)) {
      for (CsXml child : node.children()) {
        out.append(out.length() > 0 && indent ? "\n" : "");
        write(child, out, depth, indent);
      }
    } else if (node.is(CsXml.Kind.ELEMENT)) {
      element(node, out, depth, indent);
    } else if (node.is(CsXml.Kind.ATTRIBUTE)) {
      out.append(qualified(node.name(), node.parent().orElse(node))).append("=\"");
      out.append(escaped(node.text(), true)).append('"');
    } else if (node.is(CsXml.Kind.CDATA)) {
      out.append("<![CDATA[").append(node.text()).append("]]>");
    } else if (node.is(CsXml.Kind.COMMENT)) {
      out.append("<!--").append(node.text()).append("-->");
    } else {
      out.append(escaped(node.text(), false));
    }
  }

  private static void element(CsXml node, StringBuilder out, int depth, boolean indent) {
    String name = qualified(node.name(), node);
    out.append('<').append(name);
    boolean undeclared =
        !node.name().namespace().isEmpty() && prefix(node.name().namespace(), node) == null;
    if (undeclared) {
      out.append(" xmlns=\"").append(escaped(node.name().namespace(), true)).append('"');
    }
    for (CsXml attribute : node.attributes()) {
      out.append(' ');
      write(attribute, out, depth, indent);
    }
    if (node.isEmpty()) {
      out.append(" />");
      return;
    }
    out.append('>');
    boolean inner = indent && node.children().stream().noneMatch(CsXml::isText);
    for (CsXml child : node.children()) {
      out.append(inner ? "\n" + "  ".repeat(depth + 1) : "");
      write(child, out, depth + 1, inner);
    }
    out.append(inner && !node.children().isEmpty() ? "\n" + "  ".repeat(depth) : "");
    out.append("</").append(name).append('>');
  }

  private static String qualified(XmlName name, CsXml at) {
    if (name.namespace().equals(XmlName.XMLNS)) {
      return "xmlns:" + name.local();
    }
    if (name.namespace().isEmpty()) {
      return name.local();
    }
    String prefix = prefix(name.namespace(), at);
    return prefix == null || prefix.isEmpty() ? name.local() : prefix + ":" + name.local();
  }

  /**
   * The prefix that stands for a namespace, an empty one where it is the default; null for none.
   */
  private static String prefix(String namespace, CsXml from) {
    for (CsXml at = from; at != null; at = at.parent().orElse(null)) {
      for (CsXml attribute : at.attributes()) {
        boolean prefixed = attribute.name().namespace().equals(XmlName.XMLNS);
        boolean standard = attribute.name().equals(new XmlName("", "xmlns"));
        if ((prefixed || standard) && attribute.text().equals(namespace)) {
          return prefixed ? attribute.name().local() : "";
        }
      }
    }
    return namespace.equals(XMLConstants.XML_NS_URI) ? "xml" : null;
  }

  private static String escaped(String text, boolean attribute) {
    String plain =
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;");
    return attribute
        ? plain.replace("\"", "&quot;").replace("\n", "&#xA;").replace("\t", "&#x9;")
        : plain;
  }
}
