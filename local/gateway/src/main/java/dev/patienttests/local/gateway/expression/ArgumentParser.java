package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.TypeName;
import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the arguments of calls, indexers and constructors. */
final class ArgumentParser {
  private final TokenReader in;
  private final Parser expressions;

  ArgumentParser(TokenReader in, Parser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  List<Node.Argument> list(String open, String close) {
    in.expect(open);
    List<Node.Argument> arguments = new ArrayList<>();
    while (!in.peek().is(close)) {
      if (!arguments.isEmpty()) {
        in.expect(",");
      }
      arguments.add(argument());
    }
    in.expect(close);
    return arguments;
  }

  private Node.Argument argument() {
    Optional<String> name = Optional.empty();
    if (in.peek().kind() == Kind.IDENTIFIER && in.peek(1).is(":")) {
      name = Optional.of(in.next().text());
      in.next();
    }
    Token first = in.peek();
    if (!first.is("out")) {
      return new Node.Argument(name, Optional.empty(), expressions.expression());
    }
    in.next();
    Optional<TypeName> declared = Optional.empty();
    if (in.peek().is("var") && in.peek(1).kind() == Kind.IDENTIFIER) {
      int at = in.next().start();
      declared = Optional.of(TypeName.of(at, "var"));
    } else if (in.peek(1).kind() == Kind.IDENTIFIER) {
      declared = Optional.of(new TypeParser(in).type(true));
    }
    Token variable = in.identifier();
    boolean discard = declared.isEmpty() && variable.is("_");
    if (discard) {
      declared = Optional.of(TypeName.of(variable.start(), "var"));
    }
    return new Node.Argument(
        name,
        Optional.of(new Node.Out(first.start(), declared, variable.text())),
        new Node.Name(variable.start(), variable.text(), List.of()));
  }
}
