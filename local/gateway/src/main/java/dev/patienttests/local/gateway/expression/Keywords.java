package dev.patienttests.local.gateway.expression;

import java.util.Set;

/** Words that C# reserves, so that they name nothing. */
final class Keywords {
  /** Names of types. */
  static final Set<String> TYPES =
      Set.of(
          "string", "int", "long", "bool", "object", "double", "char", "byte", "sbyte", "short",
          "ushort", "uint", "ulong", "float", "decimal");

  /** Words that begin an expression which is not supported, or none at all. */
  static final Set<String> REFUSED =
      Set.of("delegate", "await", "stackalloc", "this", "base", "ref", "in", "out", "switch");

  private static final Set<String> OTHERS =
      Set.of(
          "abstract",
          "as",
          "break",
          "case",
          "catch",
          "class",
          "const",
          "continue",
          "do",
          "else",
          "enum",
          "event",
          "explicit",
          "extern",
          "false",
          "finally",
          "fixed",
          "for",
          "foreach",
          "goto",
          "if",
          "implicit",
          "interface",
          "internal",
          "is",
          "lock",
          "namespace",
          "new",
          "null",
          "operator",
          "override",
          "params",
          "private",
          "protected",
          "public",
          "readonly",
          "return",
          "sealed",
          "static",
          "struct",
          "true",
          "try",
          "unsafe",
          "using",
          "virtual",
          "void",
          "volatile",
          "while",
          "typeof",
          "sizeof",
          "default",
          "checked",
          "unchecked",
          "throw");

  /** Not reserved: they are names where they stand for nothing else. */
  private static final Set<String> CONTEXTUAL = Set.of("await");

  private Keywords() {}

  static boolean isReserved(String word) {
    return OTHERS.contains(word)
        || TYPES.contains(word)
        || (REFUSED.contains(word) && !CONTEXTUAL.contains(word));
  }
}
