package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * How tables of members write a member: {@code static int string.Compare(string a, string b)},
 * {@code ext R[] IEnumerable<T>.Select<R>(Func<T, R> f)}, {@code new List<T>(int capacity)}. Its
 * types are read when it is asked for: of a table, an expression uses few members.
 */
final class Signature {
  private final String head;
  private final String list;
  private final boolean isStatic;
  private final boolean extension;
  private final boolean constructor;
  private final int dot;
  private final String owner;
  private final String name;
  private final Method.Code code;

  private Signature(String text, Method.Code code) {
    int open = text.indexOf('(');
    String before = text.substring(0, open).strip();
    this.list = text.substring(open + 1, text.length() - 1);
    this.isStatic = before.startsWith("static ");
    this.extension = before.startsWith("ext ");
    this.constructor = before.startsWith("new ");
    boolean marked = isStatic || extension || constructor;
    this.head = marked ? before.substring(before.indexOf(' ') + 1).strip() : before;
    this.dot = constructor ? head.length() : head.lastIndexOf('.');
    this.owner = head.substring(constructor ? 0 : lastBlank(head, dot) + 1, dot).strip();
    this.name = constructor ? "new" : head.substring(dot + 1).strip();
    this.code = code;
  }

  static Signature ofMethod(String text, Method.Code code) {
    return new Signature(text, code);
  }

  /** A property: {@code int string.Length}. */
  static Signature ofProperty(String text, Method.Code code) {
    return new Signature(text + "()", code);
  }

  /** What members of one name are found by. */
  static String key(String owner, String name, boolean isStatic) {
    return owner + (isStatic ? ":" : ".") + name;
  }

  String key() {
    return key(simple(owner), simple(name), isStatic || constructor);
  }

  @Override
  public String toString() {
    return key() + " of " + head + "(" + list + ")";
  }

  /** A name without its type arguments; an operator may be one of their brackets. */
  private static String simple(String text) {
    int bracket = text.startsWith("op_") ? -1 : text.indexOf('<');
    return bracket > 0 ? text.substring(0, bracket) : text;
  }

  /** The member with its types. */
  Method method() {
    List<String> variables = new ArrayList<>(parameters(owner));
    List<String> own = parameters(name);
    variables.addAll(own);
    CsType on = owner(owner, variables);
    CsType returns =
        constructor ? on : TypeTable.parse(head.substring(0, lastBlank(head, dot)), variables);
    List<CsType> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean varargs = false;
    int out = -1;
    for (String parameter : TypeTable.split(list)) {
      String declared = parameter;
      if (declared.startsWith("params ")) {
        varargs = true;
        declared = declared.substring("params ".length());
      } else if (declared.startsWith("out ")) {
        out = types.size();
        declared = declared.substring("out ".length());
      }
      int space = declared.lastIndexOf(' ');
      names.add(declared.substring(space + 1));
      types.add(TypeTable.parse(declared.substring(0, space), variables));
    }
    return new Method(
        on,
        simple(name),
        isStatic || constructor,
        extension,
        own,
        returns,
        types,
        names,
        varargs,
        out,
        code);
  }

  /** An owner is the definition with its own variables, also for arrays and {@code T?}. */
  private static CsType owner(String text, List<String> variables) {
    int bracket = text.indexOf('<');
    String name = bracket < 0 ? text : text.substring(0, bracket);
    if (bracket > 0 && (name.equals("Array") || name.equals("NULLABLE"))) {
      CsType inner = TypeTable.parse(text.substring(bracket + 1, text.length() - 1), variables);
      return name.equals("Array") ? CsType.arrayOf(inner) : CsType.nullable(inner);
    }
    return TypeTable.parse(text, variables);
  }

  private static List<String> parameters(String text) {
    int bracket = text.indexOf('<');
    if (bracket <= 0 || text.startsWith("op_")) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (String argument : TypeTable.split(text.substring(bracket + 1, text.length() - 1))) {
      if (argument.matches("[A-Z][0-9]?")) {
        found.add(argument);
      }
    }
    return found;
  }

  private static int lastBlank(String text, int end) {
    int depth = 0;
    for (int i = end - 1; i >= 0; i--) {
      char c = text.charAt(i);
      depth += c == '>' ? 1 : c == '<' ? -1 : 0;
      if (c == ' ' && depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
