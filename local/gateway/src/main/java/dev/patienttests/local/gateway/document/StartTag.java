package dev.patienttests.local.gateway.document;

import java.util.HashMap;
import java.util.Map;

/** Where a start tag, its attributes, and what is between it and its end tag stand. */
final class StartTag {
  private final int offset;
  private final Map<String, Integer> attributes = new HashMap<>();
  private int contentStart;
  private int contentEnd;

  StartTag(int offset) {
    this.offset = offset;
  }

  int offset() {
    return offset;
  }

  /** Offsets by name. */
  Map<String, Integer> attributes() {
    return attributes;
  }

  void contentAt(int start) {
    contentStart = start;
  }

  void endAt(int end) {
    contentEnd = end;
  }

  /** The content of that text; empty where the tag has none. */
  String content(String document) {
    return document.substring(contentStart, Math.max(contentStart, contentEnd));
  }

  int contentStart() {
    return contentStart;
  }
}
