package dev.patienttests.local.gateway.document;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxUnexpectedCharException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Reads policy documents, as uploaded in either of API Management's formats ({@code rawxml}: code
 * as written, {@code xml}: code with character references).
 */
public final class PolicyDocumentReader {
  /** Longest document that is read, as in API Management. */
  public static final int MAX_LENGTH = 512 * 1024;

  private static final int MAX_ATTRIBUTES = 1_000;

  // Of markup in templates; the elements of a document have a limit of their own.
  private static final int MAX_DEPTH = 1_000;

  private final NamedValues namedValues;
  private final WstxInputFactory parsers = new WstxInputFactory();

  /** A reader that replaces these named values. */
  public PolicyDocumentReader(NamedValues namedValues) {
    this.namedValues = namedValues;
    parsers.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    parsers.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    parsers.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
    parsers.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
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
    String xml = scanner.wellFormed();
    refuseNoCharacters(xml, source, scanner);
    ElementBuilder builder = new ElementBuilder(source, scanner, namedValues);
    try {
      XMLStreamReader reader = parsers.createXMLStreamReader(new StringReader(xml));
      if ("1.1".equals(reader.getVersion())) {
        throw malformed(source, 0, "only XML 1.0 is read");
      }
      parse(reader, builder);
    } catch (XMLStreamException e) {
      Optional<StartTag> next = builder.nextTag();
      // What exceeds the parser's limits has no place; it is always a start tag.
      int offset =
          Optional.ofNullable(e.getLocation())
              .map(at -> scanner.sourceOf(Math.max(0, at.getCharacterOffset())))
              .map(
                  at -> e instanceof WstxUnexpectedCharException ? at : inEndTag(at, text, scanner))
              .orElseGet(() -> next.map(StartTag::offset).orElse(0));
      // Of an attribute that stands twice, the parser tells where the tag ends.
      throw next.flatMap(StartTag::repeated)
          .filter(at -> at < offset)
          .map(at -> malformed(source, at, "the attribute stands twice"))
          .orElseGet(() -> malformed(source, offset, words(e)));
    }
    return builder.root();
  }

  private static void parse(XMLStreamReader reader, ElementBuilder builder)
      throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> builder.start(reader);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            builder.text(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        case XMLStreamConstants.END_ELEMENT -> builder.end();
        case XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.END_DOCUMENT -> {}
        default -> throw new XMLStreamException("neither an element nor text");
      }
    }
  }

  /** Of these the parser finds control characters alone, and not always where they stand. */
  private static void refuseNoCharacters(String xml, SourceText source, DocumentScanner scanner) {
    for (int i = 0; i < xml.length(); i++) {
      char c = xml.charAt(i);
      if (c < Character.MIN_SURROGATE && (c >= ' ' || "\t\n\r".indexOf(c) >= 0)) {
        continue;
      }
      int codePoint = xml.codePointAt(i);
      if (Character.isSupplementaryCodePoint(codePoint)) {
        i++;
      } else if (c < ' ' || Character.isSurrogate(c) || c >= '\uFFFE') {
        String detail = String.format(Locale.ROOT, "U+%04X is no character of XML", codePoint);
        throw malformed(source, scanner.sourceOf(i), detail);
      }
    }
  }

  /** Of an end tag with the wrong name, the parser tells where the name ends: here it begins. */
  private static int inEndTag(int offset, String text, DocumentScanner scanner) {
    int tag = text.lastIndexOf("</", offset);
    boolean inName =
        scanner.tags().stream().anyMatch(t -> t.endsAt(tag))
            && text.substring(tag, offset).matches("</[^>\\s]*");
    return inName ? tag + "</".length() : offset;
  }

  private static PolicyLoadException malformed(SourceText source, int offset, String detail) {
    return new PolicyLoadException(source.positionAt(offset), "not well-formed: " + detail);
  }

  /** Without the place in what the parser was given, and without what it met there. */
  private static String words(XMLStreamException e) {
    return e.getMessage()
        .replaceFirst("(?s)\\R at \\[row,col.*", "")
        .replaceAll("(?s) '.' \\(code [^)]*\\)", "")
        .replaceFirst(" </[^>]*>; expected", "; expected")
        .replaceAll("\\s+", " ");
  }
}
