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
    Reading reading = new Reading(raw);
    int[] offsets = new int[read.length() + 1];
    Arrays.fill(offsets, tag.offset());
    if (reading.text.toString().equals(read)) {
      Arrays.setAll(offsets, i -> start + reading.places[i]);
    }
    return new InnerText(read, offsets);
  }

  /** Reads content as the parser does, and keeps the place of each character. */
  private static final class Reading {
    private final String raw;
    private final StringBuilder text = new StringBuilder();
    private final int[] places;

    Reading(String raw) {
      this.raw = raw;
      this.places = new int[raw.length() + 1];
      int at = 0;
      while (at < raw.length()) {
        int end;
        if (raw.startsWith(OPENS, at)) {
          end = after(CLOSES, at);
          verbatim(at + OPENS.length(), end - CLOSES.length());
        } else if (raw.startsWith("<!--", at)) {
          end = after("-->", at);
        } else if (raw.startsWith("<?", at)) {
          end = after("?>", at);
        } else {
          int next = raw.indexOf('<', at + 1);
          end = next < 0 ? raw.length() : next;
          decoded(at, end);
        }
        at = end;
      }
      places[text.length()] = raw.length();
    }

    private int after(String mark, int at) {
      int found = raw.indexOf(mark, at);
      return found < 0 ? raw.length() : found + mark.length();
    }

    private void verbatim(int from, int to) {
      for (int i = from; i < to; i++) {
        add(raw.charAt(i), i);
      }
    }

    private void decoded(int from, int to) {
      DecodedText decoded = new DecodedText(raw.substring(from, to));
      for (int i = 0; i < decoded.text().length(); i++) {
        add(decoded.text().charAt(i), from + decoded.rawIndex(i));
      }
    }

    /** XML has one kind of line break, where it was not written as a reference. */
    private void add(char c, int place) {
      boolean isReturn = raw.charAt(place) == '\r';
      if (!isReturn || !raw.startsWith("\n", place + 1)) {
        places[text.length()] = place;
        text.append(isReturn ? '\n' : c);
      }
    }
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
