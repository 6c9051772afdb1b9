package dev.patienttests.local.gateway.document;

import java.util.Arrays;
import java.util.Map;

/**
 * A document with XML's character references replaced, and the way back to the original offsets. An
 * ampersand that begins no reference stays as it is, since raw documents hold {@code &&}.
 */
final class DecodedText {
  private static final Map<String, String> NAMED =
      Map.of("quot", "\"", "apos", "'", "lt", "<", "gt", ">", "amp", "&");
  private static final int LONGEST_REFERENCE = 10;

  private final StringBuilder text = new StringBuilder();
  private final int[] toDecoded;
  private int[] toRaw;

  DecodedText(String raw) {
    toDecoded = new int[raw.length() + 1];
    toRaw = new int[raw.length() + 1];
    int i = 0;
    while (i < raw.length()) {
      int end = raw.charAt(i) == '&' ? reference(raw, i) : -1;
      String decoded = end < 0 ? "" : decode(raw.substring(i + 1, end));
      if (decoded.isEmpty()) {
        toDecoded[i] = text.length();
        toRaw[text.length()] = i;
        text.append(raw.charAt(i));
        i++;
        continue;
      }
      int next = end + 1;
      Arrays.fill(toDecoded, i, next, text.length());
      Arrays.fill(toRaw, text.length(), text.length() + decoded.length(), i);
      text.append(decoded);
      i = next;
    }
    toDecoded[raw.length()] = text.length();
    toRaw[text.length()] = raw.length();
    toRaw = Arrays.copyOf(toRaw, text.length() + 1);
  }

  CharSequence text() {
    return text;
  }

  int decodedIndex(int raw) {
    return toDecoded[raw];
  }

  int rawIndex(int decoded) {
    return toRaw[decoded];
  }

  private static int reference(String raw, int start) {
    int end = raw.indexOf(';', start);
    return end < 0 || end - start > LONGEST_REFERENCE ? -1 : end;
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
