package dev.patienttests.local.gateway.contract;

import dev.patienttests.local.gateway.contract.JsonBody.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Gives the validator the body, or what is inside of the body of a SOAP envelope. */
final class XmlPayload extends DefaultHandler {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_PROBLEMS = 100;
  private static final int LONGEST_NAME = 64;
  private static final Pattern RULE = Pattern.compile("(cvc-[A-Za-z0-9.-]+):");

  private final ValidatorHandler validator;
  private final Optional<String> envelope;
  private final Deque<String> open = new ArrayDeque<>();
  private final Deque<Map.Entry<String, String>> prefixes = new ArrayDeque<>();
  private final List<Problem> problems = new ArrayList<>();
  private Locator locator;
  private boolean inEnvelope;
  private boolean inBody;
  private boolean inPayload;
  private boolean hasPayload;

  XmlPayload(ValidatorHandler validator, Optional<String> envelope) {
    this.validator = validator;
    this.envelope = envelope;
  }

  List<Problem> problems() {
    if (!hasPayload) {
      return List.of(new Problem("There is no payload in a SOAP envelope of that type.", 1, 1));
    }
    return List.copyOf(problems);
  }

  /** How many elements are around a payload. */
  private int payloadDepth() {
    return envelope.isPresent() ? 2 : 0;
  }

  @Override
  public void setDocumentLocator(Locator given) {
    locator = given;
    validator.setDocumentLocator(given);
  }

  @Override
  public void startPrefixMapping(String prefix, String uri) throws SAXException {
    prefixes.push(Map.entry(prefix, uri));
    if (inPayload) {
      validator.startPrefixMapping(prefix, uri);
    }
  }

  @Override
  public void endPrefixMapping(String prefix) throws SAXException {
    prefixes.pop();
    if (inPayload) {
      validator.endPrefixMapping(prefix);
    }
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes)
      throws SAXException {
    if (open.size() >= MAX_DEPTH) {
      throw new SAXException("nests deeper than " + MAX_DEPTH);
    }
    if (!inPayload) {
      boolean soap = envelope.filter(uri::equals).isPresent();
      if (open.isEmpty()) {
        inEnvelope = soap && name.equals("Envelope");
      } else if (open.size() == 1) {
        inBody = inEnvelope && soap && name.equals("Body");
      }
      if (open.size() == payloadDepth() && (envelope.isEmpty() || inBody)) {
        begin();
      }
    }
    open.push(name);
    if (inPayload) {
      validator.startElement(uri, name, qualified, attributes);
    }
  }

  private void begin() throws SAXException {
    inPayload = true;
    hasPayload = true;
    validator.startDocument();
    for (var all = prefixes.descendingIterator(); all.hasNext(); ) {
      Map.Entry<String, String> mapping = all.next();
      validator.startPrefixMapping(mapping.getKey(), mapping.getValue());
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) throws SAXException {
    if (inPayload) {
      validator.endElement(uri, name, qualified);
    }
    open.pop();
    if (inPayload && open.size() == payloadDepth()) {
      inPayload = false;
      for (Map.Entry<String, String> mapping : prefixes) {
        validator.endPrefixMapping(mapping.getKey());
      }
      validator.endDocument();
    }
  }

  @Override
  public void characters(char[] text, int start, int length) throws SAXException {
    if (inPayload) {
      validator.characters(text, start, length);
    }
  }

  @Override
  public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
    characters(text, start, length);
  }

  /** What the validator finds; its own texts quote values. */
  @Override
  public void error(SAXParseException e) {
    Matcher rule = RULE.matcher(String.valueOf(e.getMessage()));
    String name = open.isEmpty() ? "" : open.element();
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(
          new Problem(
              "Element '%s' does not conform to the schema%s."
                  .formatted(
                      name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                      rule.lookingAt() ? " (" + rule.group(1) + ")" : ""),
              locator.getLineNumber(),
              locator.getColumnNumber()));
    }
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }
}
