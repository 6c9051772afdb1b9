package dev.patienttests.local.gateway.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as JSON that keeps its structure, as JSON.NET writes it: attributes with {@code @}, text
 * beside others as {@code #text}, elements of one name as an array, empty ones as null. Colons of
 * prefixes become dollar signs, and the declaration is told as members of the whole, both as
 * recorded from the service.
 */
public final class XmlToJson {
  private static final int MAX_DEPTH = 200;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final XMLStreamReader reader;
  private final boolean alwaysArrays;

  private XmlToJson(XMLStreamReader reader, boolean alwaysArrays) {
    this.reader = reader;
    this.alwaysArrays = alwaysArrays;
  }

  /**
   * Converts a document; document types are refused.
   *
   * @param alwaysArrays whether a child element becomes an array although it is the only one of its
   *     name
   * @throws ConversionException where it is no XML, or nests deeper than 200 elements
   */
  public static String convert(byte[] xml, boolean alwaysArrays) throws ConversionException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      return new XmlToJson(reader, alwaysArrays).document().toString();
    } catch (XMLStreamException e) {
      throw new ConversionException("The body is not well-formed XML.");
    }
  }

  private ObjectNode document() throws XMLStreamException, ConversionException {
    ObjectNode document = NODES.objectNode();
    if (reader.getVersion() != null) {
      document.put("version", reader.getVersion());
      if (reader.getCharacterEncodingScheme() != null) {
        document.put("encoding", reader.getCharacterEncodingScheme());
      }
      if (reader.standaloneSet()) {
        document.put("standalone", reader.isStandalone() ? "yes" : "no");
      }
    }
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw new ConversionException("A document type is not allowed.");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        document.set(name(reader.getPrefix(), reader.getLocalName()), element(1));
      }
    }
    return document;
  }

  private JsonNode element(int depth) throws XMLStreamException, ConversionException {
    if (depth > MAX_DEPTH) {
      throw new ConversionException("The body nests too deeply.");
    }
    ObjectNode members = NODES.objectNode();
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      String prefix = reader.getNamespacePrefix(i);
      String uri = reader.getNamespaceURI(i);
      members.put(
          prefix == null || prefix.isEmpty() ? "@xmlns" : "@xmlns$" + prefix,
          uri == null ? "" : uri);
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      members.put(
          "@" + name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
          reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = name(reader.getPrefix(), reader.getLocalName());
          add(members, name, element(depth + 1));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return whole(members, text.toString());
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new ConversionException("The body refers to an entity that is not known.");
        default -> {
          // Comments and instructions say nothing.
        }
      }
    }
  }

  private void add(ObjectNode members, String name, JsonNode value) {
    JsonNode before = members.get(name);
    if (before instanceof ArrayNode array) {
      array.add(value);
    } else if (before != null) {
      members.set(name, NODES.arrayNode().add(before).add(value));
    } else {
      members.set(name, alwaysArrays ? NODES.arrayNode().add(value) : value);
    }
  }

  private static JsonNode whole(ObjectNode members, String text) {
    if (members.isEmpty()) {
      return text.isEmpty() ? NODES.nullNode() : NODES.textNode(text);
    }
    if (!text.isBlank()) {
      members.put("#text", text);
    }
    return members;
  }

  private static String name(String prefix, String local) {
    return prefix == null || prefix.isEmpty() ? local : prefix + "$" + local;
  }
}
