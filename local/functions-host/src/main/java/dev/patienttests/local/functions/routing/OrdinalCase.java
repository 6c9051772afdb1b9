package dev.patienttests.local.functions.routing;

/**
 * .NET's ordinal comparison that ignores case: UTF-16 units one by one, each in its simple upper
 * case.
 */
final class OrdinalCase {
  private OrdinalCase() {}

  static char upper(char c) {
    // .NET leaves the dotless i and the long s alone, so that they never equal I and S.
    return c == 'ı' || c == 'ſ' ? c : Character.toUpperCase(c);
  }

  static String upper(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = upper(chars[i]);
    }
    return new String(chars);
  }

  static boolean equal(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    for (int i = 0; i < a.length(); i++) {
      if (a.charAt(i) != b.charAt(i) && upper(a.charAt(i)) != upper(b.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static int lastIndexOf(String text, String part) {
    return upper(text).lastIndexOf(upper(part));
  }
}
