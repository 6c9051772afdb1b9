package dev.patienttests.local.gateway.document;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads policy documents, as uploaded in either of API Management's formats ({@code rawxml}: code
 * as written, {@code xml}: code with character references).
 */
public final class PolicyDocumentReader {
  /** Longest document that is read, as in API Management. */
  public static final int MAX_LENGTH = 512 * 1024;

  private final NamedValues namedValues;
  private final XMLReader parser;

  /** A reader that replaces these named values. */
  public PolicyDocumentReader(NamedValues namedValues) {
    this.namedValues = namedValues;
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(false);
      // Told to the factory, each of these would make it a parser of its own to try it.
      this.parser = factory.newSAXParser().getXMLReader();
      parser.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      parser.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      parser.setFeature("http://xml.org/sax/features/external-general-entities", false);
      parser.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the JDK's XML parser cannot be hardened", e);
    }
  }

  /**
   * Reads one document.
   *
   * @param origin the file it came from
   * @throws PolicyLoadException where it cannot be read, with the place
   */
  public PolicyElement read(String origin, String text) {
    SourceText source = new SourceText(origin, text);
    if (text.length() > MAX_LENGTH) {
      throw new PolicyLoadException(source.positionAt(0), "longer than " + MAX_LENGTH);
    }
    DocumentScanner scanner = new DocumentScanner(source).scan();
    ElementBuilder builder = new ElementBuilder(source, scanner, namedValues);
    parser.setContentHandler(builder);
    parser.setErrorHandler(builder);
    try {
      parser.parse(new InputSource(new StringReader(scanner.wellFormed())));
    } catch (SAXParseException e) {
      int offset =
          new SourceText(origin, scanner.wellFormed())
              .offsetAt(Math.max(1, e.getLineNumber()), Math.max(1, e.getColumnNumber()));
      throw new PolicyLoadException(
          source.positionAt(scanner.sourceOf(offset)), "not well-formed: " + e.getMessage());
    } catch (SAXException | IOException e) {
      throw new PolicyLoadException(source.positionAt(0), "unreadable: " + e.getMessage());
    }
    return builder.root();
  }
}
