package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.BlockCompiler.Signal;
import dev.patienttests.local.gateway.expression.Node.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Compiles declarations of variables and functions. */
final class DeclarationCompiler {
  private final Binder binder;
  private final Locals locals;

  DeclarationCompiler(BlockCompiler block) {
    this.binder = block.binder();
    this.locals = block.locals();
  }

  Eval local(Statement.Local declaration) {
    return local(declaration, false);
  }

  /** A variable, or one that cannot be assigned. */
  Eval local(Statement.Local declaration, boolean readOnly) {
    Optional<Bound> value = declaration.value().map(binder::bindLoose);
    CsType type =
        declaration
            .type()
            .map(TypeNames::resolve)
            .or(() -> value.map(Bound::type).filter(DeclarationCompiler::isKnown))
            .orElseThrow(
                () -> new ExpressionException(declaration.at(), "var needs a value with a type"));
    Optional<Bound> converted = value.map(v -> binder.convert(declaration.at(), v, type));
    Locals.Local local =
        readOnly || declaration.constant()
            ? locals.declareReadOnly(declaration.at(), declaration.name(), type)
            : locals.declare(declaration.at(), declaration.name(), type);
    if (converted.isEmpty()) {
      Object initial = type.canBeNull() ? null : Conversions.defaultOf(type);
      return frame -> {
        local.declare(frame, initial);
        return Signal.NEXT;
      };
    }
    if (declaration.constant()) {
      local.constant(
          converted
              .get()
              .constant()
              .orElseThrow(
                  () -> new ExpressionException(declaration.at(), "the value is no constant")));
    }
    locals.assign(local);
    Eval eval = converted.get().eval();
    boolean tuple = type.is(CsType.Kind.TUPLE);
    return frame -> {
      Object v = eval.eval(frame);
      local.declare(frame, tuple ? ((CsRecord) v).copy() : v);
      return Signal.NEXT;
    };
  }

  private static boolean isKnown(CsType type) {
    return !type.equals(Types.NULL) && !type.equals(Types.UNTYPED);
  }

  /** Makes the names of functions known before anything that may call them. */
  void functions(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.Function function) {
        CsType returns =
            function.returns().name().equals("void")
                ? Types.VOID
                : TypeNames.resolve(function.returns());
        List<CsType> parameters = new ArrayList<>();
        for (Node.Parameter parameter : function.code().parameters()) {
          Node.TypeName type =
              parameter
                  .type()
                  .orElseThrow(
                      () -> new ExpressionException(parameter.at(), "a parameter needs a type"));
          parameters.add(TypeNames.resolve(type));
        }
        locals.declareFunction(
            function.at(), function.name(), new LocalFunction(returns, parameters));
      }
    }
  }

  /** Binds the bodies of functions: what they use of their surroundings is known by now. */
  void bodies(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.Function function) {
        body(function);
      }
    }
  }

  private void body(Statement.Function function) {
    LocalFunction declared =
        binder.variable(function.at(), function.name()).function().orElseThrow();
    BitSet before = locals.snapshot();
    locals.enterFunction();
    List<Locals.Local> slots = new ArrayList<>();
    for (int i = 0; i < declared.parameters().size(); i++) {
      Node.Parameter parameter = function.code().parameters().get(i);
      Locals.Local local =
          locals.declare(parameter.at(), parameter.name(), declared.parameters().get(i));
      locals.assign(local);
      slots.add(local);
    }
    Bound body = binder.lambdas().body(function.code(), Optional.of(declared.returns()));
    declared.define(slots, body.eval());
    locals.leaveFunction();
    locals.restore(before);
  }
}
