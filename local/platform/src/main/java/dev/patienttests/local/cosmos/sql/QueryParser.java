package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.cosmos.CosmosException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses a whole query; clauses that it does not know are refused by name. */
final class QueryParser {

  private final TokenReader tokens;
  private final ExpressionParser expressions;

  QueryParser(String sql, Map<String, JsonNode> parameters) {
    this.tokens = new TokenReader(Token.read(sql));
    this.expressions = new ExpressionParser(tokens, parameters);
  }

  Query query() {
    tokens.expectWord("SELECT");
    Optional<Expression> top =
        tokens.skipWord("TOP") ? Optional.of(expressions.primary()) : Optional.empty();
    if (tokens.peek().isWord("DISTINCT")) {
      throw TokenReader.notServed(tokens.peek());
    }
    Selection selection = selection();
    Optional<String> alias = tokens.skipWord("FROM") ? Optional.of(from()) : Optional.empty();
    Optional<Expression> where =
        tokens.skipWord("WHERE") ? Optional.of(expressions.expression()) : Optional.empty();
    List<Query.Order> order = order();
    long offset = 0;
    long limit = Long.MAX_VALUE;
    if (tokens.skipWord("OFFSET")) {
      offset = count(expressions.expression());
      tokens.expectWord("LIMIT");
      limit = count(expressions.expression());
    }
    if (top.isPresent()) {
      limit = Math.min(limit, count(top.get()));
    }
    end(alias);
    return new Query(selection, where, order, offset, limit);
  }

  private void end(Optional<String> alias) {
    Token rest = tokens.peek();
    if (rest.kind() == Token.Kind.NAME) {
      throw TokenReader.notServed(rest);
    }
    if (rest.kind() != Token.Kind.END) {
      throw tokens.unexpected();
    }
    if (alias.isEmpty()) {
      throw CosmosException.badRequest("A query without FROM is not served.");
    }
    for (String root : expressions.roots()) {
      if (!root.equals(alias.get())) {
        throw CosmosException.badRequest("The identifier " + root + " could not be resolved.");
      }
    }
  }

  private String from() {
    String name = tokens.name();
    if (tokens.peek().is(".") || tokens.peek().is("[") || tokens.peek().isWord("IN")) {
      throw TokenReader.notServed(tokens.peek());
    }
    if (tokens.skipWord("AS")) {
      return tokens.name();
    }
    Token next = tokens.peek();
    boolean clause =
        next.kind() != Token.Kind.NAME
            || List.of("WHERE", "ORDER", "OFFSET", "JOIN", "GROUP").contains(next.word());
    return clause ? name : tokens.name();
  }

  private Selection selection() {
    if (tokens.skip("*")) {
      return new Selection.Everything();
    }
    boolean bare = tokens.skipWord("VALUE");
    if (tokens.peek().isWord("COUNT") && tokens.following().is("(")) {
      tokens.next();
      tokens.expect("(");
      Expression counted = expressions.expression();
      tokens.expect(")");
      String name = !bare && tokens.skipWord("AS") ? tokens.name() : "$1";
      return new Selection.Count(counted, bare, name);
    }
    return bare ? new Selection.Value(expressions.expression()) : fields();
  }

  private Selection fields() {
    Map<String, Expression> fields = new LinkedHashMap<>();
    do {
      Expression expression = expressions.expression();
      String name = tokens.skipWord("AS") ? tokens.name() : nameOf(expression, fields.size() + 1);
      if (fields.put(name, expression) != null) {
        throw CosmosException.badRequest("The query selects " + name + " twice.");
      }
    } while (tokens.skip(","));
    return new Selection.Fields(fields);
  }

  private static String nameOf(Expression expression, int position) {
    if (expression instanceof Expression.Path path && !path.steps().isEmpty()) {
      Object last = path.steps().get(path.steps().size() - 1);
      if (last instanceof String name) {
        return name;
      }
    }
    return "$" + position;
  }

  private List<Query.Order> order() {
    List<Query.Order> order = new ArrayList<>();
    if (!tokens.skipWord("ORDER")) {
      return order;
    }
    tokens.expectWord("BY");
    do {
      Token start = tokens.peek();
      if (!(expressions.expression() instanceof Expression.Path path) || path.steps().isEmpty()) {
        throw TokenReader.notServed(start);
      }
      boolean descending = tokens.skipWord("DESC");
      if (!descending) {
        tokens.skipWord("ASC");
      }
      order.add(new Query.Order(path, descending));
    } while (tokens.skip(","));
    return order;
  }

  private static long count(Expression expression) {
    if (expression instanceof Expression.Constant constant
        && constant.value().isIntegralNumber()
        && constant.value().longValue() >= 0) {
      return constant.value().longValue();
    }
    throw CosmosException.badRequest("TOP, OFFSET and LIMIT take a number that is not negative.");
  }
}
