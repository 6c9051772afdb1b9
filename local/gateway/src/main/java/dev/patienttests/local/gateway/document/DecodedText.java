package dev.patienttests.local.gateway.document;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A document with XML's character references replaced, and the way back to the original offsets. An
 * ampersand that begins no reference stays as it is, since raw documents hold {@code &&}.
 */
final class DecodedText {
  private static final Map<String, String> NAMED =
      Map.of("quot", "\"", "apos", "'", "lt", "<", "gt", ">", "amp", "&");
  private static final int LONGEST_REFERENCE = 10;

  private final String text;

  // From where on offsets differ by how much; entries are at references alone, which are few.
  private final NavigableMap<Integer, Integer> toDecoded = new TreeMap<>(Map.of(0, 0));
  private final NavigableMap<Integer, Integer> toRaw = new TreeMap<>(Map.of(0, 0));

  DecodedText(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    int copied = 0;
    int at = raw.indexOf('&');
    while (at >= 0) {
      int end = raw.indexOf(';', at);
      boolean mayBe = end >= 0 && end - at <= LONGEST_REFERENCE;
      String decoded = mayBe ? decode(raw.substring(at + 1, end)) : "";
      if (!decoded.isEmpty()) {
        out.append(raw, copied, at);
        for (int i = 0; i < decoded.length(); i++) {
          toRaw.put(out.length() + i, at);
        }
        out.append(decoded);
        copied = end + 1;
        toRaw.put(out.length(), copied);
        toDecoded.put(copied, out.length());
      }
      at = raw.indexOf('&', Math.max(copied, at + 1));
    }
    out.append(raw, copied, raw.length());
    text = out.toString();
  }

  String text() {
    return text;
  }

  /** Of an offset that is not inside of a reference. */
  int decodedIndex(int raw) {
    Map.Entry<Integer, Integer> before = toDecoded.floorEntry(raw);
    return before.getValue() + raw - before.getKey();
  }

  int rawIndex(int decoded) {
    Map.Entry<Integer, Integer> before = toRaw.floorEntry(decoded);
    return before.getValue() + decoded - before.getKey();
  }

  /** The original offsets of a part, and the one where it ends. */
  int[] rawIndexes(int from, int to) {
    int[] indexes = new int[to - from + 1];
    int i = from;
    while (i <= to) {
      int shift = rawIndex(i) - i;
      Integer next = toRaw.higherKey(i);
      int end = next == null ? to : Math.min(to, next - 1);
      for (; i <= end; i++) {
        indexes[i - from] = i + shift;
      }
    }
    return indexes;
  }

  private static String decode(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "");
    }
    boolean hex = name.startsWith("#x");
    try {
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(code) ? Character.toString(code) : "";
    } catch (NumberFormatException e) {
      return "";
    }
  }
}
