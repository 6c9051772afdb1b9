package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Functions on strings. */
final class StringFunctions {
  private static final long MAX_SEARCH = 1_000_000_000;

  private StringFunctions() {}

  static void addTo(Map<String, Builtin> all) {
    all.put("format", new Builtin(1, Builtin.MANY, CompositeFormat::format));
    all.put("split", new Builtin(2, 2, StringFunctions::split));
    all.put("join", new Builtin(2, 2, StringFunctions::join));
    all.put("replace", new Builtin(3, 3, StringFunctions::replace));
    all.put("substring", new Builtin(2, 3, StringFunctions::substring));
    all.put("lastIndexOf", new Builtin(2, 2, StringFunctions::lastIndexOf));
    all.put("startsWith", new Builtin(2, 2, StringFunctions::startsWith));
    all.put("endsWith", new Builtin(2, 2, StringFunctions::endsWith));
    all.put("toLower", new Builtin(1, 1, a -> same(a, Cases.lower(a.text(0)))));
    all.put("toUpper", new Builtin(1, 1, a -> same(a, Cases.upper(a.text(0)))));
    all.put("trim", new Builtin(1, 1, a -> same(a, Cases.trim(a.text(0)))));
    all.put("like", new Builtin(2, 2, StringFunctions::like));
    all.put("padLeft", new Builtin(2, 3, StringFunctions::padLeft));
    all.put(
        "uniqueString", new Builtin(1, Builtin.MANY, a -> a.result(Hashes.uniqueString(texts(a)))));
    all.put("guid", new Builtin(1, Builtin.MANY, a -> a.result(Hashes.guid(texts(a)))));
  }

  /** The first argument in another form. */
  static Value same(Args args, String text) {
    return args.result(text).with(args.markOfFirst());
  }

  private static List<String> texts(Args args) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < args.count(); i++) {
      texts.add(args.text(i));
    }
    return texts;
  }

  /** Refuses a search that would take long: the time is that of the two lengths multiplied. */
  static void requireCheap(Args args, String text, String searched) {
    if ((long) text.length() * searched.length() > MAX_SEARCH) {
      throw Fault.limit(args.site(), "the texts of \"" + args.function() + "\" are too long");
    }
  }

  private static Value split(Args args) {
    String text = args.text(0);
    List<String> delimiters = new ArrayList<>();
    if (args.known(1) instanceof Value.Str delimiter) {
      delimiters.add(delimiter.value());
    } else {
      for (Value delimiter : args.array(1)) {
        delimiters.add(Texts.plain(delimiter));
      }
    }
    delimiters.removeIf(String::isEmpty);
    delimiters.forEach(delimiter -> requireCheap(args, text, delimiter));
    if (delimiters.isEmpty()) {
      return args.result(List.of((Value) args.result(text)));
    }
    String either = delimiters.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    List<Value> pieces = new ArrayList<>();
    for (String piece : Pattern.compile(either).split(text, -1)) {
      pieces.add(args.result(piece));
    }
    return args.result(pieces);
  }

  private static Value join(Args args) {
    List<Value> items = args.array(0);
    String delimiter = args.text(1);
    return args.result(items.stream().map(Texts::inFormat).collect(Collectors.joining(delimiter)));
  }

  private static Value replace(Args args) {
    if (args.text(1).isEmpty()) {
      throw args.fail("the text to be replaced is empty");
    }
    requireCheap(args, args.text(0), args.text(1));
    long grown =
        args.text(0).length() * (1L + args.text(2).length() / Math.max(1, args.text(1).length()));
    if (grown > 16L * Budget.MAX_STRING) {
      throw args.fail("the result is too long");
    }
    return same(args, args.text(0).replace(args.text(1), args.text(2)));
  }

  private static Value substring(Args args) {
    String text = args.text(0);
    long start = args.number(1);
    long length = args.has(2) ? args.number(2) : text.length() - start;
    if (start < 0 || length < 0 || start > text.length() || length > text.length() - start) {
      throw args.fail("the part reaches beyond the text");
    }
    return same(args, text.substring((int) start, (int) (start + length)));
  }

  /** The place of a text in another, ignoring case; −1 if it is not there. */
  static int indexOf(String text, String searched) {
    for (int i = 0; i <= text.length() - searched.length(); i++) {
      if (text.regionMatches(true, i, searched, 0, searched.length())) {
        return i;
      }
    }
    return -1;
  }

  private static Value lastIndexOf(Args args) {
    if (args.known(0) instanceof Value.Arr array) {
      for (int i = array.items().size() - 1; i >= 0; i--) {
        if (Kinds.equal(array.items().get(i), args.known(1))) {
          return args.result(i);
        }
      }
      return args.result(-1);
    }
    String text = args.text(0);
    String searched = args.text(1);
    requireCheap(args, text, searched);
    int at = text.length() - searched.length();
    while (at >= 0 && !text.regionMatches(true, at, searched, 0, searched.length())) {
      at--;
    }
    return args.result(Math.max(at, -1));
  }

  private static Value startsWith(Args args) {
    String start = args.text(1);
    return args.result(args.text(0).regionMatches(true, 0, start, 0, start.length()));
  }

  private static Value endsWith(Args args) {
    String text = args.text(0);
    String end = args.text(1);
    return args.result(
        text.regionMatches(true, text.length() - end.length(), end, 0, end.length()));
  }

  /**
   * Whether a text is of a pattern in which a star stands for any characters. No source tells
   * whether case counts, or whether other characters mean more than themselves: where that would
   * matter, the call is refused.
   */
  private static Value like(Args args) {
    String text = args.text(0);
    String pattern = args.text(1);
    requireCheap(args, text, pattern);
    boolean matches = Cases.matches(text, pattern);
    boolean inAnyCase = Cases.matches(Cases.lower(text), Cases.lower(pattern));
    if (matches != inAnyCase || pattern.matches("(?s).*[?\\[\\]\\\\].*")) {
      throw Fault.unsupported(args.site(), "\"like\" with case, \"?\", brackets or \"\\\"");
    }
    return args.result(matches);
  }

  private static Value padLeft(Args args) {
    String text = args.known(0) instanceof Value.Int number ? number.value() + "" : args.text(0);
    String filler = args.has(2) ? args.text(2) : " ";
    if (filler.length() != 1) {
      throw args.fail("the filler must be one character");
    }
    int width = args.smallNumber(1);
    if (width > Budget.MAX_STRING) {
      throw args.fail("the result is too long");
    }
    return same(args, filler.repeat(Math.max(0, width - text.length())) + text);
  }
}
