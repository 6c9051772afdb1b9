package dev.patienttests.local.gateway.contract;

import dev.patienttests.local.gateway.contract.JsonBody.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** An XML schema that bodies are held against; any of its elements may be the root of one. */
public final class XmlSchema {
  private final Schema schema;

  XmlSchema(Schema schema) {
    this.schema = schema;
  }

  /** The body is no XML, or nests too deeply. */
  public static final class NoXmlException extends Exception {
    private static final long serialVersionUID = 1L;

    NoXmlException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * What of a body breaks the schema. Messages hold names, no values.
   *
   * @param envelope the namespace of the SOAP envelope that the body is in; empty where it is in
   *     none
   * @throws NoXmlException where it is not well-formed; document types count as that
   */
  public List<Problem> problems(byte[] content, Optional<String> envelope) throws NoXmlException {
    ValidatorHandler validator = schema.newValidatorHandler();
    validator.setResourceResolver(
        (type, namespace, publicId, systemId, base) -> {
          throw new IllegalStateException("a body refers to nothing");
        });
    XmlPayload payload = new XmlPayload(validator, envelope);
    validator.setErrorHandler(payload);
    try {
      XMLReader reader = reader();
      reader.setContentHandler(payload);
      reader.setErrorHandler(payload);
      reader.parse(new InputSource(new ByteArrayInputStream(content)));
    } catch (SAXException | IOException e) {
      // An IOException here is one of the encoding.
      throw new NoXmlException("It is no XML, has a document type or nests too deeply.");
    }
    return payload.problems();
  }

  private static XMLReader reader() throws SAXException {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newSAXParser().getXMLReader();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser cannot be hardened", e);
    }
  }
}
