package dev.patienttests.local.gateway.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a policy document well-formed: comments are blanked, each expression is replaced by a
 * placeholder, so that a stock XML parser reads the rest. Notes where tags and attributes stand,
 * which XML parsers do not tell.
 */
final class DocumentScanner {
  static final char OPEN = '\uE000';
  static final char CLOSE = '\uE001';

  private final SourceText source;
  private final String raw;
  private final DecodedText decoded;
  private final StringBuilder out = new StringBuilder();
  private final List<Cut> cuts = new ArrayList<>();
  private final List<StartTag> tags = new ArrayList<>();
  private final NavigableMap<Integer, Integer> sources = new TreeMap<>(Map.of(0, 0));
  private final Deque<StartTag> open = new ArrayDeque<>();
  private Optional<String> tagName = Optional.empty();
  private Optional<String> holder = Optional.empty();
  private Optional<String> attributeName = Optional.empty();
  private int at;

  DocumentScanner(SourceText source) {
    this.source = source;
    this.raw = source.text();
    this.decoded = new DecodedText(raw);
  }

  String wellFormed() {
    return out.toString();
  }

  /** Where a character of what {@link #wellFormed} gives stands in the document. */
  int sourceOf(int offset) {
    Map.Entry<Integer, Integer> before = sources.floorEntry(offset);
    return Math.min(raw.length(), before.getValue() + offset - before.getKey());
  }

  List<Cut> cuts() {
    return cuts;
  }

  List<StartTag> tags() {
    return tags;
  }

  DocumentScanner scan() {
    if (raw.indexOf(OPEN) >= 0 || raw.indexOf(CLOSE) >= 0) {
      throw refusal(Math.max(raw.indexOf(OPEN), 0), "characters U+E000 and U+E001 are reserved");
    }
    if (raw.startsWith("\uFEFF")) {
      at = 1;
      sources.put(0, 1);
    }
    while (at < raw.length()) {
      if (raw.startsWith("<!--", at)) {
        comment();
      } else if (raw.startsWith("<![CDATA[", at)) {
        characterData();
      } else if (raw.startsWith("<!", at)) {
        throw refusal(at, "document type declarations are refused");
      } else if (raw.startsWith("<?", at)) {
        copy(end("?>", "the processing instruction"));
      } else if (raw.startsWith("</", at)) {
        endTag();
      } else if (raw.charAt(at) == '<') {
        tag();
      } else {
        text();
      }
    }
    return this;
  }

  private void comment() {
    int dashes = raw.indexOf("--", at + "<!--".length());
    if (dashes < 0) {
      throw refusal(at, "the comment is not closed");
    }
    if (!raw.startsWith("-->", dashes)) {
      throw refusal(dashes, "a comment may not hold '--'");
    }
    blank(dashes + "-->".length());
  }

  private void endTag() {
    if (!open.isEmpty()) {
      open.pop().endAt(at);
    }
    copy(end(">", "the tag"));
  }

  private void text() {
    copyWhitespace();
    if (expressionAt(at)) {
      cutDecoded();
      if (at < raw.length() && raw.charAt(at) != '<') {
        copyWhitespace();
        if (at < raw.length() && raw.charAt(at) != '<') {
          tagName = holder;
          throw refusal(at, "an expression must be the whole value");
        }
      }
      return;
    }
    int next = raw.indexOf('<', at);
    copy(next < 0 ? raw.length() : next);
  }

  private void characterData() {
    int start = at;
    int content = start + "<![CDATA[".length();
    int first = content;
    while (first < raw.length() && Character.isWhitespace(raw.charAt(first))) {
      first++;
    }
    if (!expressionAt(first)) {
      copy(end("]]>", "the CDATA section"));
      return;
    }
    int close = new CSharpBrackets(raw).closing(first + 1);
    if (close < 0) {
      throw refusal(first, "the expression is not closed");
    }
    int after = close;
    while (after < raw.length() && Character.isWhitespace(raw.charAt(after))) {
      after++;
    }
    if (!raw.startsWith("]]>", after)) {
      throw refusal(after, "an expression must be the whole value");
    }
    String code = raw.substring(first, close);
    placeholder(new Cut(code, PolicyValues.identity(code, first)));
    at = after + 3;
    sources.put(out.length(), at);
  }

  private void tag() {
    StartTag tag = new StartTag(at);
    tags.add(tag);
    copy(at + 1);
    int nameStart = at;
    copyName();
    tagName = Optional.of(raw.substring(nameStart, at));
    holder = tagName;
    while (at < raw.length()) {
      copyWhitespace();
      if (at >= raw.length()) {
        return;
      }
      char c = raw.charAt(at);
      if (c == '>') {
        tag.contentAt(at + 1);
        if (raw.charAt(at - 1) != '/') {
          open.push(tag);
        }
        copy(at + 1);
        tagName = Optional.empty();
        return;
      }
      if (c == '"' || c == '\'') {
        attributeValue(c);
        attributeName = Optional.empty();
      } else if (c == '=' || c == '/' || c == '<') {
        copy(at + 1);
      } else {
        int start = at;
        copyName();
        attributeName = Optional.of(raw.substring(start, at));
        tag.attributes().putIfAbsent(raw.substring(start, at), start);
      }
    }
  }

  private void attributeValue(char quote) {
    int open = at;
    copy(at + 1);
    copyWhitespace();
    if (expressionAt(at)) {
      cutDecoded();
      copyWhitespace();
      if (at >= raw.length() || raw.charAt(at) != quote) {
        throw refusal(at, "an expression must be the whole value of the attribute");
      }
      copy(at + 1);
      return;
    }
    int close = raw.indexOf(quote, at);
    if (close < 0) {
      throw refusal(open, "the attribute's value is not closed");
    }
    refuseInside(at, close);
    copy(close + 1);
  }

  /** A quote that closes the value in the middle of code would be told as bad XML, elsewhere. */
  private void refuseInside(int from, int close) {
    for (int i = raw.indexOf('@', from); i >= 0 && i < close; i = raw.indexOf('@', i + 1)) {
      boolean quoted =
          expressionAt(i) && new CSharpBrackets(raw.substring(0, close)).closing(i + 1) < 0;
      if (quoted && new CSharpBrackets(raw).closing(i + 1) > close) {
        throw refusal(i, "an expression must be the whole value of the attribute");
      }
    }
  }

  private void cutDecoded() {
    int start = decoded.decodedIndex(at);
    int end = new CSharpBrackets(decoded.text()).closing(start + 1);
    if (end < 0) {
      throw refusal(at, "the expression is not closed");
    }
    placeholder(new Cut(decoded.text().substring(start, end), decoded.rawIndexes(start, end)));
    at = decoded.rawIndex(end);
    sources.put(out.length(), at);
  }

  private void placeholder(Cut cut) {
    out.append(OPEN).append(cuts.size()).append(CLOSE);
    cuts.add(cut);
    // Keeps the line numbers that the XML parser reports.
    String code = cut.code();
    for (int line = code.indexOf('\n'); line >= 0; line = code.indexOf('\n', line + 1)) {
      out.append('\n');
    }
  }

  private boolean expressionAt(int index) {
    return raw.startsWith("@(", index) || raw.startsWith("@{", index);
  }

  private void copyWhitespace() {
    int end = at;
    while (end < raw.length() && Character.isWhitespace(raw.charAt(end))) {
      end++;
    }
    copy(end);
  }

  private void copyName() {
    int end = at;
    while (end < raw.length() && " \t\r\n=/><\"'".indexOf(raw.charAt(end)) < 0) {
      end++;
    }
    copy(Math.max(end, at));
  }

  private int end(String marker, String what) {
    int end = raw.indexOf(marker, at);
    if (end < 0) {
      throw refusal(at, what + " is not closed");
    }
    return end + marker.length();
  }

  private void copy(int end) {
    out.append(raw, at, end);
    at = end;
  }

  private void blank(int end) {
    for (int line = raw.indexOf('\n', at); line >= 0 && line < end; line = raw.indexOf('\n', at)) {
      out.append(" ".repeat(line - at)).append('\n');
      at = line + 1;
    }
    out.append(" ".repeat(end - at));
    at = end;
  }

  private PolicyLoadException refusal(int offset, String detail) {
    Position position = source.positionAt(Math.min(offset, raw.length()));
    return tagName
        .map(name -> PolicyLoadException.in(position, name, attributeName, detail))
        .orElseGet(() -> new PolicyLoadException(position, detail));
  }
}
