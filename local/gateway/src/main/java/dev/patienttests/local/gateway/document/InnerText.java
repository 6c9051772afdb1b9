package dev.patienttests.local.gateway.document;

import java.util.Arrays;

/** The content of an element as it stands in its document, with the place of each character. */
final class InnerText {
  private static final String OPENS = "<![CDATA[";
  private static final String CLOSES = "]]>";

  private final String text;
  private final int[] offsets;

  private InnerText(String text, int[] offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  String text() {
    return text;
  }

  int[] offsets() {
    return offsets;
  }

  /**
   * Markup stays as it was written, other text is what the XML parser read.
   *
   * @param read what the parser read
   */
  static InnerText of(SourceText source, StartTag tag, boolean hasMarkup, String read) {
    int start = tag.contentStart();
    String raw = tag.content(source.text());
    if (hasMarkup) {
      return markup(source, raw, start);
    }
    if (raw.strip().startsWith(OPENS) && raw.strip().endsWith(CLOSES)) {
      int from = raw.indexOf(OPENS);
      DecodedText before = new DecodedText(raw.substring(0, from));
      // Only blanks stand before, which are their own text.
      int skipped = OPENS.length();
      int[] offsets = new int[read.length() + 1];
      Arrays.setAll(offsets, i -> start + i + (i < before.text().length() ? 0 : skipped));
      return new InnerText(read, offsets);
    }
    DecodedText decoded = new DecodedText(raw);
    int[] offsets = new int[read.length() + 1];
    Arrays.fill(offsets, tag.offset());
    if (decoded.text().toString().equals(read)) {
      Arrays.setAll(offsets, i -> start + decoded.rawIndex(i));
    }
    return new InnerText(read, offsets);
  }

  private static InnerText markup(SourceText source, String raw, int start) {
    int expression = Math.max(raw.indexOf("@("), raw.indexOf("@{"));
    if (expression >= 0) {
      throw new PolicyLoadException(
          source.positionAt(start + expression), "an expression must be the whole value");
    }
    StringBuilder text = new StringBuilder();
    int[] offsets = new int[raw.length() + 1];
    for (int i = 0; i < raw.length(); i++) {
      // XML has one kind of line break.
      if (!raw.startsWith("\r\n", i)) {
        offsets[text.length()] = start + i;
        text.append(raw.charAt(i));
      }
    }
    offsets[text.length()] = start + raw.length();
    return new InnerText(text.toString(), Arrays.copyOf(offsets, text.length() + 1));
  }
}
