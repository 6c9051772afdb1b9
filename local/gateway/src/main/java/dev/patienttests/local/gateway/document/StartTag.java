package dev.patienttests.local.gateway.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where a start tag, its attributes, and what is between it and its end tag stand. */
final class StartTag {
  private final int offset;
  private final Map<String, Integer> attributes = new HashMap<>();
  private Optional<Integer> repeated = Optional.empty();
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

  void attributeAt(String name, int start) {
    if (attributes.putIfAbsent(name, start) != null && repeated.isEmpty()) {
      repeated = Optional.of(start);
    }
  }

  /** The offset of the first attribute that stands there a second time. */
  Optional<Integer> repeated() {
    return repeated;
  }

  void contentAt(int start) {
    contentStart = start;
  }

  void endAt(int end) {
    contentEnd = end;
  }

  /** Whether its end tag stands there. */
  boolean endsAt(int offset) {
    return contentEnd > 0 && contentEnd == offset;
  }

  /** The content of that text; empty where the tag has none. */
  String content(String document) {
    return document.substring(contentStart, Math.max(contentStart, contentEnd));
  }

  int contentStart() {
    return contentStart;
  }
}
