package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.Initializer;
import dev.patienttests.local.gateway.expression.Node.TypeName;
import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what follows {@code new}. */
final class CreationParser {
  private final TokenReader in;
  private final Parser expressions;
  private final ArgumentParser arguments;

  CreationParser(TokenReader in, Parser expressions, ArgumentParser arguments) {
    this.in = in;
    this.expressions = expressions;
    this.arguments = arguments;
  }

  Node creation(int at) {
    if (in.peek().is("{")) {
      return anonymous(at);
    }
    if (in.accept("[")) {
      in.expect("]");
      return new Node.ArrayCreation(at, Optional.empty(), Optional.empty(), Optional.of(items()));
    }
    TypeName type = new TypeParser(in).type(true);
    if (in.peek().is("[")) {
      return sized(at, type);
    }
    if (type.arrays() > 0) {
      return new Node.ArrayCreation(
          at, Optional.of(element(type)), Optional.empty(), Optional.of(items()));
    }
    List<Node.Argument> given = in.peek().is("{") ? List.of() : arguments.list("(", ")");
    return new Node.Creation(at, type, given, in.peek().is("{") ? initializers() : List.of());
  }

  private static TypeName element(TypeName array) {
    return new TypeName(
        array.at(), array.name(), array.arguments(), array.nullable(), array.arrays() - 1);
  }

  private Node sized(int at, TypeName type) {
    in.expect("[");
    Node size = expressions.expression();
    in.expect("]");
    int arrays = 0;
    while (in.peek().is("[") && in.peek(1).is("]")) {
      in.next();
      in.next();
      arrays++;
    }
    TypeName element =
        new TypeName(type.at(), type.name(), type.arguments(), type.nullable(), arrays);
    Optional<List<Node>> items = in.peek().is("{") ? Optional.of(items()) : Optional.empty();
    return new Node.ArrayCreation(at, Optional.of(element), Optional.of(size), items);
  }

  /** {@code { a, b, }}. */
  List<Node> items() {
    in.expect("{");
    List<Node> items = new ArrayList<>();
    while (!in.accept("}")) {
      items.add(
          in.peek().is("{")
              ? new Node.ArrayCreation(
                  in.peek().start(), Optional.empty(), Optional.empty(), Optional.of(items()))
              : expressions.expression());
      if (!in.peek().is("}")) {
        in.expect(",");
      }
    }
    return items;
  }

  private Node anonymous(int at) {
    in.expect("{");
    List<String> names = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    while (!in.accept("}")) {
      boolean named = in.peek().kind() == Kind.IDENTIFIER && in.peek(1).is("=");
      String name = named ? in.name() : "";
      if (named) {
        in.next();
      }
      Node value = expressions.expression();
      names.add(named ? name : impliedName(value));
      values.add(value);
      if (!in.peek().is("}")) {
        in.expect(",");
      }
    }
    return new Node.Anonymous(at, names, values);
  }

  private static String impliedName(Node value) {
    if (value instanceof Node.Name name) {
      return name.name();
    }
    if (value instanceof Node.Member member) {
      return member.name();
    }
    if (value instanceof Node.Conditional conditional) {
      return impliedName(conditional.rest());
    }
    throw new ExpressionException(value.at(), "a member of an anonymous type needs a name");
  }

  private List<Initializer> initializers() {
    in.expect("{");
    List<Initializer> initializers = new ArrayList<>();
    while (!in.accept("}")) {
      initializers.add(initializer());
      if (!in.peek().is("}")) {
        in.expect(",");
      }
    }
    return initializers;
  }

  private Initializer initializer() {
    int at = in.peek().start();
    if (in.peek().is("{")) {
      return new Initializer(at, Optional.empty(), List.of(), items());
    }
    if (in.accept("[")) {
      Node key = expressions.expression();
      in.expect("]");
      in.expect("=");
      return new Initializer(at, Optional.empty(), List.of(key), List.of(expressions.expression()));
    }
    if (in.peek().kind() == Kind.IDENTIFIER && in.peek(1).is("=")) {
      String name = in.name();
      in.next();
      return new Initializer(at, Optional.of(name), List.of(), List.of(expressions.expression()));
    }
    return new Initializer(at, Optional.empty(), List.of(), List.of(expressions.expression()));
  }
}
