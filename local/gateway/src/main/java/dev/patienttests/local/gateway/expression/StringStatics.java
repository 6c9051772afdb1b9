package dev.patienttests.local.gateway.expression;

import java.util.List;

/** Static members of {@code string} and {@code char}, and comparers. */
final class StringStatics {
  private StringStatics() {}

  static void register(MemberQuery m) {
    if (!m.wantsStatic()) {
      return;
    }
    if (m.wants("IsNullOrEmpty", "IsNullOrWhiteSpace")) {
      questions(m);
    }
    if (m.wants("Concat", "Format", "Intern")) {
      texts(m);
    }
    if (m.wants("Join")) {
      joins(m);
    }
    if (m.wants("Equals", "Compare", "CompareOrdinal")) {
      comparisons(m);
    }
  }

  private static void questions(MemberQuery m) {
    m.add(
        "static bool string.IsNullOrEmpty(string value)",
        a -> a.at(0) == null || a.maybe(0).isEmpty());
    m.add(
        "static bool string.IsNullOrWhiteSpace(string value)",
        a -> a.at(0) == null || Texts.trim(a.maybe(0), "", true, false).isEmpty());
  }

  private static void texts(MemberQuery m) {
    m.add("static string string.Concat(object arg)", a -> RuntimeTypes.text(a.at(0)));
    m.add("static string string.Concat(params object[] args)", a -> concat((CsArray) a.at(0)));
    m.add("static string string.Concat(string a, string b)", StringStatics::all);
    m.add("static string string.Concat(string a, string b, string c)", StringStatics::all);
    m.add("static string string.Concat(params string[] values)", a -> concat((CsArray) a.at(0)));
    m.add(
        "static string string.Concat<T>(IEnumerable<T> values)",
        a -> concat(Sequences.list(a.at(0), a.budget())));
    m.add(
        "static string string.Format(string format, params object[] args)",
        a -> Formats.composite(a.text(0), a.at(1, CsArray.class).items()));
    m.add(
        "static string string.Format(IFormatProvider provider, string format, params object[] args)",
        a -> Formats.composite(a.text(1), a.at(2, CsArray.class).items()));
    m.add("static string string.Intern(string value)", a -> a.text(0));
  }

  private static void joins(MemberQuery m) {
    for (String separator : List.of("string", "char")) {
      m.add(
          "static string string.Join(" + separator + " separator, params string[] values)",
          StringStatics::join);
      m.add(
          "static string string.Join(" + separator + " separator, params object[] values)",
          StringStatics::join);
      m.add(
          "static string string.Join<T>(" + separator + " separator, IEnumerable<T> values)",
          StringStatics::join);
    }
    m.add(
        "static string string.Join(string separator, string[] values, int start, int count)",
        a -> {
          CsArray all = a.at(1, CsArray.class);
          int from = a.number(2);
          if (from < 0 || a.number(3) < 0 || from > all.length() - a.number(3)) {
            throw DotNetException.outOfRange("startIndex");
          }
          List<?> part = java.util.Arrays.asList(all.items()).subList(from, from + a.number(3));
          return part.stream()
              .map(RuntimeTypes::text)
              .collect(java.util.stream.Collectors.joining(RuntimeTypes.text(a.at(0))));
        });
  }

  private static void comparisons(MemberQuery m) {
    m.add(
        "static bool string.Equals(string a, string b)",
        a -> Texts.equal(a.maybe(0), a.maybe(1), false));
    m.add(
        "static bool string.Equals(string a, string b, StringComparison comparison)",
        a -> Texts.equal(a.maybe(0), a.maybe(1), Texts.ignoresCase(a.at(2))));
    m.add(
        "static int string.Compare(string a, string b)",
        a -> StringMembers.compare(a.at(0), a.at(1), false));
    m.add(
        "static int string.Compare(string a, string b, bool ignoreCase)",
        a -> StringMembers.compare(a.at(0), a.at(1), a.flag(2)));
    m.add(
        "static int string.Compare(string a, string b, StringComparison comparison)",
        a -> CsComparer.of(a.at(2).toString()).compare(a.at(0), a.at(1)));
    m.add(
        "static int string.CompareOrdinal(string a, string b)",
        a -> CsComparer.of("Ordinal").compare(a.at(0), a.at(1)));
  }

  private static String all(Args a) {
    return concat(java.util.Arrays.asList(a.values()));
  }

  private static String concat(Iterable<?> items) {
    if (items == null) {
      throw DotNetException.argumentNull("args");
    }
    StringBuilder out = new StringBuilder();
    items.forEach(item -> out.append(RuntimeTypes.text(item)));
    return out.toString();
  }

  private static String join(Args a) {
    if (a.at(1) == null) {
      throw DotNetException.argumentNull("value");
    }
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object item : Sequences.items(a.at(1))) {
      a.budget().step();
      out.append(first ? "" : RuntimeTypes.text(a.at(0))).append(RuntimeTypes.text(item));
      Budget.bound(out.length());
      first = false;
    }
    return out.toString();
  }

  static void characters(MemberQuery m) {
    test(m, "IsDigit", c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER);
    test(
        m,
        "IsNumber",
        c ->
            Character.isDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER);
    test(m, "IsLetter", Character::isLetter);
    test(m, "IsLetterOrDigit", Character::isLetterOrDigit);
    test(m, "IsWhiteSpace", c -> Texts.isWhiteSpace((char) c));
    test(m, "IsUpper", Character::isUpperCase);
    test(m, "IsLower", Character::isLowerCase);
    test(m, "IsControl", c -> Character.getType(c) == Character.CONTROL);
    test(m, "IsPunctuation", c -> isPunctuation((char) c));
    test(
        m,
        "IsSymbol",
        c ->
            Character.getType(c) >= Character.MATH_SYMBOL
                && Character.getType(c) <= Character.OTHER_SYMBOL);
    test(m, "IsSeparator", Character::isSpaceChar);
    test(m, "IsSurrogate", c -> Character.isSurrogate((char) c));
    for (String suffix : List.of("", "Invariant")) {
      m.add(
          "static char char.ToUpper" + suffix + "(char c)", a -> Texts.upper(a.text(0)).charAt(0));
      m.add(
          "static char char.ToLower" + suffix + "(char c)", a -> Texts.lower(a.text(0)).charAt(0));
    }
    m.add("static double char.GetNumericValue(char c)", a -> numeric((Character) a.at(0)));
    m.add("static string char.ToString(char c)", a -> a.text(0));
    m.add("static char char.Parse(string s)", a -> ConvertTo.type(a.text(0), Types.CHAR));
    m.add(
        "static bool char.TryParse(string s, out char result)",
        a -> {
          boolean one = a.at(0) != null && a.text(0).length() == 1;
          a.values()[1] = one ? a.text(0).charAt(0) : '\0';
          return one;
        });
    m.property("static char char.MaxValue", a -> '\uffff');
    m.property("static char char.MinValue", a -> '\0');
    m.add("int char.CompareTo(char other)", a -> (Character) a.self() - (Character) a.at(0));
    m.add("int char.GetHashCode()", a -> ((Character) a.self()) | ((Character) a.self()) << 16);
  }

  private static double numeric(char c) {
    int fraction = "\u00bc\u00bd\u00be".indexOf(c);
    if (fraction >= 0) {
      return (fraction + 1) / 4d;
    }
    int digit = Character.isLetter(c) ? -1 : Character.digit(c, 10);
    return digit;
  }

  private static boolean isPunctuation(char c) {
    int type = Character.getType(c);
    return (type >= Character.DASH_PUNCTUATION && type <= Character.OTHER_PUNCTUATION)
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION;
  }

  private static void test(MemberQuery m, String name, java.util.function.IntPredicate test) {
    m.add("static bool char." + name + "(char c)", a -> test.test((Character) a.at(0)));
    m.add(
        "static bool char." + name + "(string s, int index)",
        a -> test.test(a.text(0).charAt(a.number(1))));
  }

  static void comparers(MemberQuery m) {
    for (String name :
        List.of(
            "Ordinal",
            "OrdinalIgnoreCase",
            "InvariantCulture",
            "InvariantCultureIgnoreCase",
            "CurrentCulture",
            "CurrentCultureIgnoreCase")) {
      m.property("static StringComparer StringComparer." + name, a -> CsComparer.of(name));
    }
    m.add(
        "bool StringComparer.Equals(string a, string b)",
        a -> a.me(CsComparer.class).same(a.at(0), a.at(1)));
    m.add(
        "int StringComparer.Compare(string a, string b)",
        a -> a.me(CsComparer.class).compare(a.at(0), a.at(1)));
  }
}
