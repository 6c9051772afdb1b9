package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.document.PolicyValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles policy expressions at load; what stands in several places, as all of a fragment does, is
 * compiled once.
 */
public final class ExpressionCompiler {
  private final Members members = new Members();
  private final Map<String, CompiledExpression> singles = new ConcurrentHashMap<>();
  private final Map<String, CompiledExpression> blocks = new ConcurrentHashMap<>();

  /**
   * Compiles {@code @(...)} or <code>@{...}</code>.
   *
   * @param policy policy that the value belongs to, for messages
   * @param attribute attribute, or empty for an element's text
   * @throws PolicyLoadException where the subset has no such construct, type or member
   */
  public CompiledExpression compile(PolicyValue value, String policy, Optional<String> attribute) {
    try {
      return value.kind() == PolicyValue.Kind.BLOCK
          ? blocks.computeIfAbsent(value.text(), this::block)
          : singles.computeIfAbsent(value.text(), this::single);
    } catch (ExpressionException e) {
      throw PolicyLoadException.in(
          value.positionAt(e.index()), policy, attribute, "expression: " + e.getMessage());
    } catch (StackOverflowError e) {
      // Brackets are counted; a chain of operators or calls is as deep as it is long.
      throw PolicyLoadException.in(
          value.position(), policy, attribute, "expression: nested too deep");
    }
  }

  private CompiledExpression single(String code) {
    Locals locals = new Locals();
    Node parsed = Parser.parse(code, 0, code.length());
    Bound bound = new Binder(members, locals).bindLoose(parsed);
    if (bound.type().equals(Types.UNTYPED)) {
      Node node = bound.untyped().orElse(parsed);
      if (!(node instanceof Node.Throw)) {
        throw new ExpressionException(node.at(), "a lambda or method group is no value here");
      }
    }
    return new CompiledExpression(bound.type(), bound.eval(), locals.count());
  }

  private CompiledExpression block(String code) {
    Locals locals = new Locals();
    Binder binder = new Binder(members, locals);
    BlockCompiler compiler = new BlockCompiler(binder, locals, Types.OBJECT);
    Bound bound = compiler.function(StatementParser.parse(code), code.length());
    return new CompiledExpression(Types.OBJECT, bound.eval(), locals.count());
  }
}
