package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.TextSearch;
import java.util.List;

/** Members of StringBuilder, StringReader, StringWriter, and of exceptions. */
final class TextMembers {
  private TextMembers() {}

  /** {@code StringBuilder} and {@code StringWriter}. */
  private record Builder(CsType type, StringBuilder text) implements Typed {
    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** {@code StringReader}. */
  private static final class Reader implements Typed, GuardCompiler.Disposable {
    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    @Override
    public CsType type() {
      return TypeTable.named("StringReader");
    }

    private String rest() {
      String rest = text.substring(at);
      at = text.length();
      return rest;
    }

    private String line() {
      if (at >= text.length()) {
        return null;
      }
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      String line = text.substring(at, end);
      at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      return line;
    }

    private int read(boolean take) {
      return at < text.length() ? text.charAt(take ? at++ : at) : -1;
    }

    @Override
    public void dispose() {
      at = text.length();
    }
  }

  private static Builder me(Args a) {
    return a.me(Builder.class);
  }

  private static Object append(Args a, String text) {
    me(a).text().append(text);
    Budget.bound(me(a).text().length());
    return a.self();
  }

  private static Object written(Args a, String text) {
    append(a, text);
    return null;
  }

  static void builders(MemberQuery m) {
    CsType type = TypeTable.named("StringBuilder");
    m.add("new StringBuilder()", a -> new Builder(type, new StringBuilder()));
    m.add("new StringBuilder(int capacity)", a -> new Builder(type, new StringBuilder()));
    m.add(
        "new StringBuilder(string value)",
        a -> new Builder(type, new StringBuilder(RuntimeTypes.text(a.at(0)))));
    m.property("int StringBuilder.Length", a -> me(a).text().length());
    m.add("void StringBuilder.set_Length(int value)", a -> length(a));
    m.add("char StringBuilder.this(int index)", a -> at(a));
    for (String given :
        List.of("object", "string", "char", "int", "bool", "long", "double", "decimal", "char[]")) {
      m.add(
          "StringBuilder StringBuilder.Append(" + given + " value)",
          a ->
              append(
                  a,
                  a.at(0) instanceof CsArray c && c.element().equals(Types.CHAR)
                      ? joined(c)
                      : RuntimeTypes.text(a.at(0))));
    }
    m.add(
        "StringBuilder StringBuilder.Append(char c, int count)",
        a -> append(a, String.valueOf(a.at(0)).repeat(bounded(a.number(1)))));
    m.add("StringBuilder StringBuilder.AppendLine()", a -> append(a, "\n"));
    m.add(
        "StringBuilder StringBuilder.AppendLine(string value)",
        a -> append(a, RuntimeTypes.text(a.at(0)) + "\n"));
    m.add(
        "StringBuilder StringBuilder.AppendFormat(string format, params object[] args)",
        a -> append(a, Formats.composite(a.text(0), a.at(1, CsArray.class).items())));
    m.add(
        "StringBuilder StringBuilder.Insert(int index, object value)",
        a -> changed(a, () -> me(a).text().insert(a.number(0), RuntimeTypes.text(a.at(1)))));
    m.add("StringBuilder StringBuilder.Remove(int index, int length)", a -> removed(a));
    m.add("StringBuilder StringBuilder.Replace(string old, string value)", a -> replaced(a));
    m.add("StringBuilder StringBuilder.Replace(char old, char value)", a -> replaced(a));
    m.add("StringBuilder StringBuilder.Clear()", a -> changed(a, () -> me(a).text().setLength(0)));
    m.add(
        "string StringBuilder.ToString(int start, int length)",
        a -> Texts.substring(me(a).toString(), a.number(0), a.number(1)));
    CsType writer = TypeTable.named("StringWriter");
    m.add("new StringWriter()", a -> new Builder(writer, new StringBuilder()));
    m.add("void StringWriter.Write(object value)", a -> written(a, RuntimeTypes.text(a.at(0))));
    m.add(
        "void StringWriter.WriteLine(object value)",
        a -> written(a, RuntimeTypes.text(a.at(0)) + "\n"));
    m.add("void StringWriter.Dispose()", a -> null);
    m.add("new StringReader(string s)", a -> new Reader(a.text(0)));
    m.add("string StringReader.ReadToEnd()", a -> a.me(Reader.class).rest());
    m.add("string StringReader.ReadLine()", a -> a.me(Reader.class).line());
    m.add("int StringReader.Read()", a -> a.me(Reader.class).read(true));
    m.add("int StringReader.Peek()", a -> a.me(Reader.class).read(false));
    m.add("void StringReader.Dispose()", a -> null);
    m.property("static string Environment.NewLine", a -> "\n");
  }

  private static int bounded(int count) {
    if (count < 0) {
      throw DotNetException.outOfRange("repeatCount");
    }
    Budget.bound(count);
    return count;
  }

  private static String joined(CsArray characters) {
    StringBuilder out = new StringBuilder();
    characters.forEach(out::append);
    return out.toString();
  }

  private static Object changed(Args a, Runnable change) {
    try {
      change.run();
    } catch (IndexOutOfBoundsException e) {
      throw DotNetException.outOfRange("index");
    }
    return a.self();
  }

  private static Object length(Args a) {
    if (a.number(0) < 0) {
      throw DotNetException.outOfRange("value");
    }
    Budget.bound(a.number(0));
    me(a).text().setLength(a.number(0));
    return null;
  }

  private static Object at(Args a) {
    if (a.number(0) < 0 || a.number(0) >= me(a).text().length()) {
      throw new DotNetException(
          "System.IndexOutOfRangeException", "Index was outside the bounds of the array.");
    }
    return me(a).text().charAt(a.number(0));
  }

  private static Object removed(Args a) {
    Texts.substring(me(a).toString(), a.number(0), a.number(1));
    me(a).text().delete(a.number(0), a.number(0) + a.number(1));
    return a.self();
  }

  private static Object replaced(Args a) {
    if (a.text(0).isEmpty()) {
      throw DotNetException.argument("String cannot be of zero length.");
    }
    String text = TextSearch.replace(me(a).toString(), a.text(0), RuntimeTypes.text(a.at(1)));
    me(a).text().setLength(0);
    return append(a, text);
  }

  static void exceptions(MemberQuery m) {
    m.property("string Exception.Message", a -> a.me(DotNetException.class).getMessage());
    m.property("Exception Exception.InnerException", a -> a.me(DotNetException.class).getCause());
    m.property("string ArgumentException.ParamName", a -> a.me(DotNetException.class).parameter());
    m.add("Exception Exception.GetBaseException()", a -> base(a.me(DotNetException.class)));
    m.add(
        "string Exception.ToString()",
        a ->
            a.me(DotNetException.class).typeName()
                + ": "
                + a.me(DotNetException.class).getMessage());
  }

  private static Object base(DotNetException exception) {
    Throwable at = exception;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}
