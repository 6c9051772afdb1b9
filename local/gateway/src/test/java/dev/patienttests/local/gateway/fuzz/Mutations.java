package dev.patienttests.local.gateway.fuzz;

import java.util.List;
import java.util.Random;

/** Changes texts at random, always the same for a seed. */
final class Mutations {
  /** What breaks readers of XML and of C#. */
  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "/>",
          "</",
          "\"",
          "'",
          "&",
          "&quot;",
          "&#x0;",
          "@(",
          "@{",
          ")",
          "}",
          "{{",
          "}}",
          "{{name}}",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<?",
          "$\"",
          "@\"",
          "\\",
          "\n",
          "\u0000",
          "\uD800",
          "\uFEFF",
          "\uE000",
          "<base />",
          "<choose>",
          "</when>",
          "null",
          "((((((((",
          "!!!!",
          "=>",
          "as",
          "new",
          "return ",
          "while(true){}",
          "0x",
          "1e999",
          "9999999999999999999",
          "?.",
          "[0]",
          "context.Variables[\"a\"]",
          "context",
          ".ToString()",
          "//",
          "/*",
          "*/");

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** One to four changes: a piece put in, a part left out, doubled, or moved. */
  String of(String text) {
    StringBuilder changed = new StringBuilder(text);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int from = random.nextInt(changed.length() + 1);
      int to = Math.min(changed.length(), from + random.nextInt(40));
      String part = changed.substring(from, to);
      switch (random.nextInt(5)) {
        case 0 -> changed.delete(from, to);
        case 1 -> changed.insert(from, part);
        case 2 -> changed.delete(from, to).insert(random.nextInt(changed.length() + 1), part);
        case 3 -> changed.replace(from, to, piece());
        default -> changed.insert(from, piece());
      }
    }
    return changed.toString();
  }

  /** One of some. */
  <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String piece() {
    return oneOf(PIECES);
  }
}
