package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.TypeName;
import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what operators combine: literals, names, lambdas, creations, parentheses. */
final class PrimaryParser {
  private final String code;
  private final TokenReader in;
  private final Parser expressions;
  private final CreationParser creations;

  PrimaryParser(String code, TokenReader in, Parser expressions, ArgumentParser arguments) {
    this.code = code;
    this.in = in;
    this.expressions = expressions;
    this.creations = new CreationParser(in, expressions, arguments);
  }

  Node primary() {
    if (isLambda()) {
      return lambda();
    }
    Token token = in.next();
    int at = token.start();
    switch (token.kind()) {
      case LITERAL -> {
        return new Node.Literal(at, token.value());
      }
      case INTERPOLATED -> {
        return new InterpolationParser(code, expressions.depth()).read(token);
      }
      case IDENTIFIER -> {
        return word(token);
      }
      default -> {
        if (token.is("(")) {
          return parenthesized(at);
        }
        throw new ExpressionException(at, "unexpected '" + token.text() + "'");
      }
    }
  }

  private Node parenthesized(int at) {
    List<String> names = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    do {
      boolean named = in.peek().kind() == Kind.IDENTIFIER && in.peek(1).is(":");
      names.add(named ? in.name() : "Item" + (names.size() + 1));
      if (named) {
        in.next();
      }
      values.add(expressions.expression());
    } while (in.accept(","));
    in.expect(")");
    return values.size() == 1 ? values.get(0) : new Node.TupleOf(at, names, values);
  }

  private Node word(Token token) {
    int at = token.start();
    switch (token.text()) {
      case "true", "false" -> {
        return new Node.Literal(at, token.is("true"));
      }
      case "null" -> {
        return new Node.Null(at);
      }
      case "new" -> {
        return creations.creation(at);
      }
      case "typeof" -> {
        return new Node.TypeOf(at, typeInParentheses());
      }
      case "sizeof" -> {
        return new Node.SizeOf(at, typeInParentheses());
      }
      case "default" -> {
        return new Node.Default(
            at, in.peek().is("(") ? Optional.of(typeInParentheses()) : Optional.empty());
      }
      case "checked", "unchecked" -> {
        return new Node.Checked(at, token.is("checked"), inParentheses());
      }
      default -> {
        return name(token);
      }
    }
  }

  private Node name(Token token) {
    int at = token.start();
    if (Keywords.TYPES.contains(token.text())) {
      return new Node.PredefinedType(at, token.text());
    }
    if (token.is("nameof") && in.peek().is("(")) {
      return new Node.NameOf(at, inParentheses());
    }
    boolean query = token.is("from") && in.peek().kind() == Kind.IDENTIFIER && in.peek(1).is("in");
    if (query || Keywords.REFUSED.contains(token.text()) || Keywords.isReserved(token.text())) {
      throw new ExpressionException(at, "'" + token.text() + "' is not supported");
    }
    return new Node.Name(at, (String) token.value(), new TypeParser(in).callTypeArguments());
  }

  private Node inParentheses() {
    in.expect("(");
    Node inner = expressions.expression();
    in.expect(")");
    return inner;
  }

  private TypeName typeInParentheses() {
    in.expect("(");
    TypeName type = new TypeParser(in).type(true);
    in.expect(")");
    return type;
  }

  /** Whether a lambda begins at the next token. */
  boolean isLambda() {
    Token first = in.peek();
    if (first.kind() == Kind.IDENTIFIER) {
      return in.peek(1).is("=>") && !Keywords.isReserved(first.text());
    }
    if (!first.is("(")) {
      return false;
    }
    int nested = 0;
    int i = 0;
    do {
      Token token = in.peek(i++);
      nested += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (token.kind() == Kind.END) {
        return false;
      }
    } while (nested > 0);
    return in.peek(i).is("=>");
  }

  private Node lambda() {
    int at = in.peek().start();
    List<Node.Parameter> parameters =
        in.peek().is("(")
            ? parameters()
            : List.of(new Node.Parameter(at, Optional.empty(), in.name()));
    return lambda(at, parameters);
  }

  /** The parameters of a lambda or local function, with their parentheses. */
  List<Node.Parameter> parameters() {
    in.expect("(");
    List<Node.Parameter> parameters = new ArrayList<>();
    while (!in.accept(")")) {
      if (!parameters.isEmpty()) {
        in.expect(",");
      }
      int at = in.peek().start();
      boolean typed = !in.peek(1).is(",") && !in.peek(1).is(")");
      Optional<TypeName> type =
          typed ? Optional.of(new TypeParser(in).type(true)) : Optional.empty();
      parameters.add(new Node.Parameter(at, type, in.name()));
    }
    return parameters;
  }

  /** The rest of a lambda: arrow and body. */
  Node.Lambda lambda(int at, List<Node.Parameter> parameters) {
    in.expect("=>");
    expressions.nested(1, at);
    Node.Lambda lambda;
    if (in.peek().is("{")) {
      Node.Statement body = new StatementParser(in, expressions, this).statement();
      lambda = new Node.Lambda(at, parameters, Optional.empty(), Optional.of(body));
    } else {
      lambda =
          new Node.Lambda(at, parameters, Optional.of(expressions.expression()), Optional.empty());
    }
    expressions.nested(-1, at);
    return lambda;
  }
}
