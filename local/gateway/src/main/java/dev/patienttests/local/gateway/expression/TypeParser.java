package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.TypeName;
import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads type names, and tells casts and type arguments from other uses of their brackets. */
final class TypeParser {
  private static final Set<String> NO_TYPE =
      Set.of(
          "true",
          "false",
          "null",
          "new",
          "is",
          "as",
          "return",
          "if",
          "else",
          "out",
          "typeof",
          "default",
          "throw",
          "checked",
          "unchecked",
          "sizeof",
          "when",
          "in");
  private final TokenReader in;

  TypeParser(TokenReader in) {
    this.in = in;
  }

  /** A type; {@code mayBeNullable} tells whether a question mark after it belongs to it. */
  TypeName type(boolean mayBeNullable) {
    Optional<TypeName> type = tryType(mayBeNullable);
    if (type.isEmpty()) {
      throw in.unexpected("a type");
    }
    return type.get();
  }

  /** The type of a cast that begins here, or nothing, with no token taken. */
  Optional<TypeName> cast() {
    int mark = in.mark();
    in.next();
    boolean predefined = Keywords.TYPES.contains(in.peek().text());
    Optional<TypeName> type = tryType(true);
    if (type.isPresent() && in.accept(")")) {
      Token after = in.peek();
      boolean operand =
          after.kind() == Kind.LITERAL
              || after.kind() == Kind.INTERPOLATED
              || (after.kind() == Kind.IDENTIFIER
                  && !after.is("is")
                  && !after.is("as")
                  && !after.is("when"))
              || after.is("(")
              || after.is("!")
              || after.is("~")
              || (predefined && (after.is("-") || after.is("+")));
      if (operand) {
        return type;
      }
    }
    in.reset(mark);
    return Optional.empty();
  }

  /** Type arguments of a call that begin here; empty, with no token taken, where none do. */
  List<TypeName> callTypeArguments() {
    int mark = in.mark();
    Optional<List<TypeName>> arguments = typeArguments();
    if (arguments.isPresent() && !arguments.get().isEmpty() && in.peek().is("(")) {
      return arguments.get();
    }
    in.reset(mark);
    return List.of();
  }

  Optional<TypeName> tryType(boolean mayBeNullable) {
    Token first = in.peek();
    if (first.kind() != Kind.IDENTIFIER || NO_TYPE.contains(first.text())) {
      return Optional.empty();
    }
    if (Keywords.isReserved(first.text()) && !Keywords.TYPES.contains(first.text())) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder(in.next().text());
    while (in.peek().is(".") && in.peek(1).kind() == Kind.IDENTIFIER) {
      in.next();
      name.append('.').append(in.next().text());
    }
    Optional<List<TypeName>> arguments = typeArguments();
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    boolean nullable = mayBeNullable && in.accept("?");
    int arrays = 0;
    while (in.peek().is("[") && in.peek(1).is("]")) {
      in.next();
      in.next();
      arrays++;
    }
    return Optional.of(
        new TypeName(first.start(), name.toString(), arguments.get(), nullable, arrays));
  }

  private Optional<List<TypeName>> typeArguments() {
    if (!in.peek().is("<")) {
      return Optional.of(List.of());
    }
    int mark = in.mark();
    in.next();
    List<TypeName> arguments = new ArrayList<>();
    do {
      Optional<TypeName> argument = tryType(true);
      if (argument.isEmpty()) {
        in.reset(mark);
        return Optional.of(List.of());
      }
      arguments.add(argument.get());
    } while (in.accept(","));
    if (!in.accept(">")) {
      in.reset(mark);
      return Optional.of(List.of());
    }
    return Optional.of(arguments);
  }
}
