package dev.patienttests.local.gateway.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Builds the element tree and puts the expressions back. */
final class ElementBuilder extends DefaultHandler {
  private static final int MAX_DEPTH = 100;

  private static final class Open {
    private final String name;
    private final StartTag tag;
    private final Map<String, PolicyValue> attributes;
    private final List<PolicyElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean hasMarkup;

    Open(String name, StartTag tag, Map<String, PolicyValue> attributes) {
      this.name = name;
      this.tag = tag;
      this.attributes = attributes;
    }

    /** Templates may hold markup, which is text of theirs. */
    boolean isTemplate() {
      PolicyValue template = attributes.get("template");
      return name.equals("set-body") && template != null && template.text().equals("liquid");
    }
  }

  private final SourceText source;
  private final DocumentScanner scanner;
  private final NamedValues namedValues;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<PolicyElement> finished = new ArrayList<>();
  private int nextTag;
  private int markup;

  ElementBuilder(SourceText source, DocumentScanner scanner, NamedValues namedValues) {
    this.source = source;
    this.scanner = scanner;
    this.namedValues = namedValues;
  }

  PolicyElement root() {
    return finished.get(0);
  }

  @Override
  public void startElement(String uri, String localName, String name, Attributes given) {
    StartTag tag = scanner.tags().get(nextTag++);
    if (open.size() >= MAX_DEPTH) {
      throw new PolicyLoadException(
          source.positionAt(tag.offset()), "nested deeper than " + MAX_DEPTH);
    }
    if (markup > 0 || (!open.isEmpty() && open.element().isTemplate())) {
      markup++;
      return;
    }
    Map<String, PolicyValue> attributes = new LinkedHashMap<>();
    for (int i = 0; i < given.getLength(); i++) {
      String attribute = given.getQName(i);
      int offset = tag.attributes().getOrDefault(attribute, tag.offset());
      attributes.put(attribute, value(name, Optional.of(attribute), given.getValue(i), offset));
    }
    open.push(new Open(name, tag, Collections.unmodifiableMap(attributes)));
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    open.element().text.append(chars, start, length);
  }

  @Override
  public void endElement(String uri, String localName, String name) {
    if (markup > 0) {
      open.element().hasMarkup = true;
      markup--;
      return;
    }
    Open done = open.pop();
    PolicyElement element =
        new PolicyElement(
            done.name,
            source.positionAt(done.tag.offset()),
            done.attributes,
            List.copyOf(done.children),
            text(done));
    (open.isEmpty() ? finished : open.element().children).add(element);
  }

  @Override
  public void error(SAXParseException e) throws SAXParseException {
    throw e;
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXParseException {
    throw e;
  }

  private PolicyValue text(Open done) {
    boolean expression =
        !done.hasMarkup && done.text.indexOf(String.valueOf(DocumentScanner.OPEN)) >= 0;
    if (!done.isTemplate() || expression) {
      return value(done.name, Optional.empty(), done.text.toString(), done.tag.offset());
    }
    InnerText inner = InnerText.of(source, done.tag, done.hasMarkup, done.text.toString());
    try {
      return namedValues.resolveTemplate(source, inner.text(), inner.offsets());
    } catch (PolicyLoadException e) {
      throw PolicyLoadException.in(e.position(), done.name, Optional.empty(), e.detail());
    }
  }

  private PolicyValue value(String element, Optional<String> attribute, String text, int offset) {
    try {
      return value(text, offset);
    } catch (PolicyLoadException e) {
      throw PolicyLoadException.in(e.position(), element, attribute, e.detail());
    }
  }

  private PolicyValue value(String text, int offset) {
    int start = text.indexOf(DocumentScanner.OPEN);
    if (start < 0) {
      int[] offsets = new int[text.length() + 1];
      Arrays.fill(offsets, offset);
      return namedValues.resolve(source, text, offsets);
    }
    int end = text.indexOf(DocumentScanner.CLOSE);
    if (!text.substring(0, start).isBlank() || !text.substring(end + 1).isBlank()) {
      throw new PolicyLoadException(
          source.positionAt(offset), "an expression must be the whole value");
    }
    Cut cut = scanner.cuts().get(Integer.parseInt(text.substring(start + 1, end)));
    return namedValues.resolve(source, cut.code(), cut.offsets());
  }
}
