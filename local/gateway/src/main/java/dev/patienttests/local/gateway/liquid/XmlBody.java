package dev.patienttests.local.gateway.liquid;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML bodies; neither document types nor anything outside of the body are looked at. */
final class XmlBody {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 100_000;

  private record Open(String name, boolean nil, List<Element> children, StringBuilder text) {}

  private final boolean nilIsNull;

  XmlBody(boolean nilIsNull) {
    this.nilIsNull = nilIsNull;
  }

  /** An element that has the root as its child. */
  Element read(byte[] content) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      return elements(factory.createXMLStreamReader(new ByteArrayInputStream(content)));
    } catch (XMLStreamException e) {
      throw new LiquidException("The body is no XML.");
    }
  }

  private Element elements(XMLStreamReader reader) throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open("", false, new ArrayList<>(), new StringBuilder()));
    int count = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++count > MAX_ELEMENTS || open.size() > MAX_DEPTH) {
            throw new LiquidException("The body nests too deeply or has too many elements.");
          }
          open.push(
              new Open(
                  reader.getLocalName(), isNil(reader), new ArrayList<>(), new StringBuilder()));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          Element done = element(open.pop());
          open.element().children().add(done);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.element().text().append(reader.getText());
        case XMLStreamConstants.DTD -> throw new LiquidException("The body has a document type.");
        default -> {
          // Comments and instructions are no content.
        }
      }
    }
    return element(open.pop());
  }

  private static Element element(Open done) {
    return new Element(
        done.name(), List.copyOf(done.children()), done.text().toString(), done.nil());
  }

  private boolean isNil(XMLStreamReader reader) {
    String nil = reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
    return nilIsNull && nil != null && (nil.equals("true") || nil.equals("1"));
  }
}
