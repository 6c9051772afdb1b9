package dev.patienttests.local.gateway.expression;

import static dev.patienttests.local.gateway.expression.CsType.*;
import static dev.patienttests.local.gateway.expression.Members.method;
import static dev.patienttests.local.gateway.expression.Members.shared;

import dev.patienttests.local.gateway.expression.Members.Call;
import java.util.ArrayList;
import java.util.List;

/** Members of {@code string}. */
final class StringMembers {
  private StringMembers() {}

  static void register(Members members) {
    members.property(STRING, "Length", INT, t -> ((String) t).length());
    members.constant(STRING, "Empty", STRING, "");
    members.add(
        method(
            STRING,
            "[]",
            CHAR,
            (t, a) -> {
              int index = (Integer) a[0];
              if (index < 0 || index >= text(t).length()) {
                throw new DotNetException(
                    "System.IndexOutOfRangeException",
                    "Index was outside the bounds of the array.");
              }
              return text(t).charAt(index);
            },
            INT));
    search(members);
    change(members);
    split(members);
    statics(members);
    for (String value :
        List.of(
            "Ordinal",
            "OrdinalIgnoreCase",
            "InvariantCulture",
            "InvariantCultureIgnoreCase",
            "CurrentCulture",
            "CurrentCultureIgnoreCase")) {
      members.constant(STRING_COMPARISON, value, STRING_COMPARISON, value);
    }
    members.constant(SPLIT_OPTIONS, "None", SPLIT_OPTIONS, "None");
    members.constant(SPLIT_OPTIONS, "RemoveEmptyEntries", SPLIT_OPTIONS, "RemoveEmptyEntries");
  }

  private static String text(Object value) {
    return (String) value;
  }

  private static String argument(Object value) {
    if (value == null) {
      throw DotNetException.argumentNull("value");
    }
    return value.toString();
  }

  private static void search(Members members) {
    members.add(
        method(STRING, "Contains", BOOL, (t, a) -> text(t).contains(argument(a[0])), STRING),
        method(
            STRING,
            "Contains",
            BOOL,
            (t, a) -> Texts.indexOf(text(t), argument(a[0]), Texts.ignoresCase(a[1])) >= 0,
            STRING,
            STRING_COMPARISON),
        method(STRING, "IndexOf", INT, (t, a) -> text(t).indexOf((Character) a[0]), CHAR),
        method(STRING, "IndexOf", INT, (t, a) -> text(t).indexOf(argument(a[0])), STRING),
        method(
            STRING,
            "IndexOf",
            INT,
            (t, a) -> Texts.indexOf(text(t), argument(a[0]), Texts.ignoresCase(a[1])),
            STRING,
            STRING_COMPARISON),
        method(STRING, "LastIndexOf", INT, (t, a) -> text(t).lastIndexOf((Character) a[0]), CHAR),
        method(STRING, "LastIndexOf", INT, (t, a) -> text(t).lastIndexOf(argument(a[0])), STRING),
        method(STRING, "StartsWith", BOOL, (t, a) -> text(t).startsWith(argument(a[0])), STRING),
        method(
            STRING,
            "StartsWith",
            BOOL,
            (t, a) -> {
              String part = argument(a[0]);
              return part.length() <= text(t).length()
                  && Texts.equal(
                      text(t).substring(0, part.length()), part, Texts.ignoresCase(a[1]));
            },
            STRING,
            STRING_COMPARISON),
        method(STRING, "EndsWith", BOOL, (t, a) -> text(t).endsWith(argument(a[0])), STRING),
        method(
            STRING,
            "EndsWith",
            BOOL,
            (t, a) -> {
              String part = argument(a[0]);
              int start = text(t).length() - part.length();
              return start >= 0
                  && Texts.equal(text(t).substring(start), part, Texts.ignoresCase(a[1]));
            },
            STRING,
            STRING_COMPARISON),
        method(STRING, "Equals", BOOL, (t, a) -> text(t).equals(a[0]), STRING),
        method(
            STRING,
            "Equals",
            BOOL,
            (t, a) -> Texts.equal(text(t), text(a[0]), Texts.ignoresCase(a[1])),
            STRING,
            STRING_COMPARISON));
  }

  private static void change(Members members) {
    members.add(
        method(
            STRING,
            "Replace",
            STRING,
            (t, a) -> {
              if (argument(a[0]).isEmpty()) {
                throw new DotNetException("System.ArgumentException", "String cannot be empty.");
              }
              return text(t).replace(text(a[0]), a[1] == null ? "" : text(a[1]));
            },
            STRING,
            STRING),
        method(
            STRING,
            "Replace",
            STRING,
            (t, a) -> text(t).replace((Character) a[0], (Character) a[1]),
            CHAR,
            CHAR),
        method(
            STRING,
            "Substring",
            STRING,
            (t, a) -> {
              int start = (Integer) a[0];
              return Texts.substring(text(t), start, text(t).length() - start);
            },
            INT),
        method(
            STRING,
            "Substring",
            STRING,
            (t, a) -> Texts.substring(text(t), (Integer) a[0], (Integer) a[1]),
            INT,
            INT),
        method(STRING, "ToUpper", STRING, (t, a) -> Texts.upper(text(t))),
        method(STRING, "ToUpperInvariant", STRING, (t, a) -> Texts.upper(text(t))),
        method(STRING, "ToLower", STRING, (t, a) -> Texts.lower(text(t))),
        method(STRING, "ToLowerInvariant", STRING, (t, a) -> Texts.lower(text(t))),
        method(STRING, "Trim", STRING, trim(true, true)),
        method(STRING, "Trim", STRING, trim(true, true), CHARS).params(),
        method(STRING, "TrimStart", STRING, trim(true, false)),
        method(STRING, "TrimStart", STRING, trim(true, false), CHARS).params(),
        method(STRING, "TrimEnd", STRING, trim(false, true)),
        method(STRING, "TrimEnd", STRING, trim(false, true), CHARS).params());
  }

  private static Call trim(boolean start, boolean end) {
    return (t, a) ->
        Texts.trim(text(t), a.length == 0 || a[0] == null ? "" : join((Object[]) a[0]), start, end);
  }

  private static String join(Object[] characters) {
    StringBuilder out = new StringBuilder();
    for (Object c : characters) {
      out.append(c);
    }
    return out.toString();
  }

  private static void split(Members members) {
    members.add(
        method(STRING, "Split", STRINGS, (t, a) -> parts(t, (Object[]) a[0], false), CHARS)
            .params(),
        method(STRING, "Split", STRINGS, (t, a) -> parts(t, new Object[] {a[0]}, false), STRING),
        method(
            STRING,
            "Split",
            STRINGS,
            (t, a) -> parts(t, new Object[] {a[0]}, a[1].equals("RemoveEmptyEntries")),
            CHAR,
            SPLIT_OPTIONS),
        method(
            STRING,
            "Split",
            STRINGS,
            (t, a) -> parts(t, new Object[] {a[0]}, a[1].equals("RemoveEmptyEntries")),
            STRING,
            SPLIT_OPTIONS));
  }

  private static String[] parts(Object text, Object[] separators, boolean removeEmpty) {
    List<String> list = new ArrayList<>();
    for (Object separator : separators == null ? new Object[0] : separators) {
      list.add(separator == null ? "" : separator.toString());
    }
    boolean whole = list.size() == 1 && list.get(0).isEmpty();
    return whole && !text(text).isEmpty()
        ? new String[] {text(text)}
        : Texts.split(text(text), list, removeEmpty);
  }

  private static void statics(Members members) {
    members.add(
        shared(
            STRING, "IsNullOrEmpty", BOOL, (t, a) -> a[0] == null || text(a[0]).isEmpty(), STRING),
        shared(
            STRING,
            "IsNullOrWhiteSpace",
            BOOL,
            (t, a) -> a[0] == null || Texts.trim(text(a[0]), "", true, false).isEmpty(),
            STRING),
        shared(STRING, "Concat", STRING, (t, a) -> concat((Object[]) a[0]), OBJECTS).params(),
        shared(
                STRING,
                "Format",
                STRING,
                (t, a) -> CompositeFormat.apply(argument(a[0]), (Object[]) a[1]),
                STRING,
                OBJECTS)
            .params(),
        shared(STRING, "Join", STRING, (t, a) -> joined(a), STRING, STRINGS).params(),
        shared(STRING, "Join", STRING, (t, a) -> joined(a), STRING, OBJECTS).params(),
        shared(
            STRING,
            "Equals",
            BOOL,
            (t, a) -> Texts.equal(text(a[0]), text(a[1]), false),
            STRING,
            STRING),
        shared(
            STRING,
            "Equals",
            BOOL,
            (t, a) -> Texts.equal(text(a[0]), text(a[1]), Texts.ignoresCase(a[2])),
            STRING,
            STRING,
            STRING_COMPARISON));
  }

  private static String joined(Object[] arguments) {
    if (arguments[1] == null) {
      throw DotNetException.argumentNull("value");
    }
    StringBuilder out = new StringBuilder();
    Object[] items = (Object[]) arguments[1];
    for (int i = 0; i < items.length; i++) {
      out.append(i == 0 ? "" : RuntimeTypes.text(arguments[0])).append(RuntimeTypes.text(items[i]));
    }
    return out.toString();
  }

  private static String concat(Object[] items) {
    StringBuilder out = new StringBuilder();
    for (Object item : items) {
      out.append(RuntimeTypes.text(item));
    }
    return out.toString();
  }
}
