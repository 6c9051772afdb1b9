package dev.patienttests.local.functions.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a route template (ASP.NET Core documentation, route templates). A template that the real
 * router does not accept is a {@link RouteSetupException}.
 */
final class TemplateParser {
  private final String text;
  private final Set<String> names = new HashSet<>();
  private int at;

  private TemplateParser(String text) {
    this.text = text;
  }

  static List<Segment> parse(String template) {
    return new TemplateParser(withoutPrefix(template)).segments();
  }

  private static String withoutPrefix(String template) {
    if (template.startsWith("~/")) {
      return template.substring(2);
    }
    if (template.startsWith("~")) {
      throw new RouteSetupException("a template cannot start with '~' alone");
    }
    return template.startsWith("/") ? template.substring(1) : template;
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    while (at < text.length()) {
      if (current() == '/') {
        throw new RouteSetupException("'/' cannot appear consecutively");
      }
      segments.add(segment());
      at++; // the separator
    }
    for (int i = 0; i < segments.size() - 1; i++) {
      if (segments.get(i).isCatchAll()) {
        throw new RouteSetupException("a catch-all can only be the last segment");
      }
    }
    return List.copyOf(segments);
  }

  private Segment segment() {
    List<Part> parts = new ArrayList<>();
    while (at < text.length() && current() != '/') {
      boolean parameter = current() == '{' && !(at + 1 < text.length() && next() == '{');
      parts.add(parameter ? parameter() : literal());
    }
    checkParts(parts);
    return new Segment(List.copyOf(parts));
  }

  private Part literal() {
    int start = at;
    while (at < text.length() && current() != '/') {
      char c = current();
      if (c == '{' || c == '}') {
        if (at + 1 >= text.length()) {
          throw mismatched();
        }
        if (next() != c) {
          if (c == '{') {
            break; // a parameter starts here
          }
          throw mismatched();
        }
        at++;
      }
      at++;
    }
    String literal = unescaped(text.substring(start, at));
    if (literal.indexOf('?') >= 0) {
      throw new RouteSetupException("the literal section '" + literal + "' contains '?'");
    }
    return new Part.Literal(literal);
  }

  private Part parameter() {
    int start = at++;
    while (true) {
      if (at >= text.length()) {
        throw mismatched();
      }
      char c = current();
      if (c == '{') {
        at++;
        if (at >= text.length()) {
          throw mismatched();
        }
        if (current() != '{') {
          throw new RouteSetupException("in a parameter, '{' and '}' must be doubled");
        }
      } else if (c == '}') {
        at++;
        if (at >= text.length() || current() != '}') {
          break;
        }
      }
      at++;
    }
    return checked(unescaped(text.substring(start + 1, at - 1)));
  }

  private Part.Parameter checked(String inside) {
    Part.Parameter parameter = ParameterText.parse(inside);
    if (inside.startsWith("*") && inside.endsWith("?")) {
      throw new RouteSetupException("a catch-all parameter cannot be optional");
    }
    if (parameter.isOptional() && parameter.defaultValue().isPresent()) {
      throw new RouteSetupException("an optional parameter cannot have a default value");
    }
    String name = parameter.name();
    if (name.isEmpty() || name.chars().anyMatch(c -> "/{}?*".indexOf(c) >= 0)) {
      throw new RouteSetupException("the route parameter name '" + name + "' is invalid");
    }
    if (!names.add(name.toUpperCase(Locale.ROOT))) {
      throw new RouteSetupException("the route parameter name '" + name + "' appears twice");
    }
    return parameter;
  }

  private static void checkParts(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof Part.Parameter parameter) || parts.size() == 1) {
        continue;
      }
      if (parameter.isCatchAll()) {
        throw new RouteSetupException("a catch-all cannot share its segment");
      }
      if (parameter.isOptional()) {
        checkOptional(parts, i, parameter);
      }
      if (i > 0 && parts.get(i - 1) instanceof Part.Parameter) {
        throw new RouteSetupException("a segment cannot contain two consecutive parameters");
      }
    }
  }

  private static void checkOptional(List<Part> parts, int i, Part.Parameter parameter) {
    if (i != parts.size() - 1) {
      throw new RouteSetupException(
          "optional parameter '" + parameter.name() + "' must end its segment");
    }
    if (!parts.get(i - 1).equals(new Part.Literal("."))) {
      throw new RouteSetupException(
          "only a period can precede optional parameter '" + parameter.name() + "'");
    }
  }

  private static RouteSetupException mismatched() {
    return new RouteSetupException("an incomplete parameter: '{' and '}' do not match");
  }

  private static String unescaped(String text) {
    return text.replace("}}", "}").replace("{{", "{");
  }

  private char current() {
    return text.charAt(at);
  }

  private char next() {
    return text.charAt(at + 1);
  }
}
