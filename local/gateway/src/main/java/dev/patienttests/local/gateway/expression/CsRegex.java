package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code Regex}: a pattern with its options. Matching has a limit of steps. */
final class CsRegex implements Typed {
  private static final int MAX_READS = 20_000_000;
  private static final int MAX_LENGTH = 16 * 1024;

  private final String source;
  private final Pattern pattern;
  private final List<String> names = new ArrayList<>();
  private final List<Integer> order = new ArrayList<>();

  CsRegex(String source, long options) {
    if (source == null) {
      throw DotNetException.argumentNull("pattern");
    }
    if (source.length() > MAX_LENGTH) {
      throw DotNetException.notSupported(
          "A pattern of more than " + MAX_LENGTH + " characters is not supported here.");
    }
    if ((options & 64) != 0) {
      throw DotNetException.notSupported("RegexOptions.RightToLeft is not supported here.");
    }
    this.source = source;
    RegexTranslator translator = new RegexTranslator(source, options);
    String translated = translator.translate();
    int flags = Pattern.UNIX_LINES;
    flags |= (options & 1) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    flags |= (options & 2) != 0 ? Pattern.MULTILINE : 0;
    flags |= (options & 16) != 0 ? Pattern.DOTALL : 0;
    try {
      this.pattern = Pattern.compile(translated, flags);
    } catch (PatternSyntaxException e) {
      throw RegexTranslator.wrong("Invalid pattern at offset " + e.getIndex() + ".");
    }
    number(translator.groups());
  }

  /** Unnamed groups first, then the named ones, numeric names at their number. */
  private void number(List<String> groups) {
    names.add("0");
    order.add(0);
    int count = 0;
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).isEmpty()) {
        names.add(String.valueOf(++count));
        order.add(i + 1);
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      if (!groups.get(i).isEmpty()) {
        names.add(groups.get(i));
        order.add(i + 1);
      }
    }
  }

  @Override
  public CsType type() {
    return TypeTable.named("Regex");
  }

  List<String> names() {
    return names;
  }

  /** Index of a group by name or number, or -1. */
  int group(String name) {
    int index = names.indexOf(name);
    boolean number = index < 0 && name.matches("[0-9]{1,6}");
    return number && Integer.parseInt(name) < names.size() ? Integer.parseInt(name) : index;
  }

  /** Text that counts how often it is read, to end what backtracks without end. */
  private static final class Bounded implements CharSequence {
    private final String text;
    private final int[] reads;

    private Bounded(String text, int[] reads) {
      this.text = text;
      this.reads = reads;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++reads[0] > MAX_READS) {
        throw new DotNetException(
            "System.Text.RegularExpressions.RegexMatchTimeoutException",
            "The pattern takes too long to match.");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A matcher over the text. */
  Matcher matcher(String text) {
    if (text == null) {
      throw DotNetException.argumentNull("input");
    }
    return pattern.matcher(new Bounded(text, new int[1]));
  }

  boolean isMatch(String text) {
    return find(matcher(text), 0);
  }

  private static boolean find(Matcher matcher, int from) {
    try {
      return matcher.find(from);
    } catch (StackOverflowError e) {
      throw new DotNetException(
          "System.Text.RegularExpressions.RegexMatchTimeoutException",
          "The pattern nests too deeply to match.");
    }
  }

  /** The first match from a place on; a match that failed where there is none. */
  CsMatch match(String text, int from) {
    Matcher matcher = matcher(text);
    return from <= text.length() && find(matcher, from)
        ? CsMatch.of(this, text, matcher, order)
        : CsMatch.failed(this, text);
  }

  List<CsMatch> matches(String text) {
    List<CsMatch> all = new ArrayList<>();
    Matcher matcher = matcher(text);
    int from = 0;
    while (from <= text.length() && find(matcher, from)) {
      all.add(CsMatch.of(this, text, matcher, order));
      from = matcher.end() > matcher.start() ? matcher.end() : matcher.end() + 1;
    }
    return all;
  }

  @Override
  public String toString() {
    return source;
  }
}
