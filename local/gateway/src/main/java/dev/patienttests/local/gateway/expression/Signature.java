package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads how tables of members write a member: {@code static int string.Compare(string a, string
 * b)}, {@code ext R[] IEnumerable<T>.Select<R>(Func<T, R> f)}, {@code new List<T>(int capacity)}.
 */
final class Signature {
  private Signature() {}

  static Method method(String text, Method.Code code) {
    int open = text.indexOf('(');
    String head = text.substring(0, open).strip();
    String list = text.substring(open + 1, text.length() - 1);
    boolean isStatic = head.startsWith("static ");
    boolean extension = head.startsWith("ext ");
    boolean constructor = head.startsWith("new ");
    if (isStatic || extension || constructor) {
      head = head.substring(head.indexOf(' ') + 1).strip();
    }
    int dot = constructor ? head.length() : head.lastIndexOf('.');
    int blank = constructor ? -1 : lastBlank(head.substring(0, dot));
    String owner = head.substring(blank + 1, dot).strip();
    String name = constructor ? "new" : head.substring(dot + 1).strip();
    List<String> variables = new ArrayList<>(parameters(owner));
    List<String> own = parameters(name);
    variables.addAll(own);
    String simple =
        name.indexOf('<') > 0 && !name.startsWith("op_")
            ? name.substring(0, name.indexOf('<'))
            : name;
    CsType on = owner(owner, variables);
    CsType returns = constructor ? on : TypeTable.parse(head.substring(0, blank), variables);
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
        simple,
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

  /** A property: {@code int string.Length}. */
  static Method property(String text, Method.Code code) {
    return method(text + "()", code);
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

  private static int lastBlank(String text) {
    int depth = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      depth += c == '>' ? 1 : c == '<' ? -1 : 0;
      if (c == ' ' && depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
