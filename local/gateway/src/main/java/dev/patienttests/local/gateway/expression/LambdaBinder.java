package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Binds lambdas and groups of methods to delegates. */
final class LambdaBinder {
  /** Overloads bind a lambda again; this bounds what nesting makes of that. */
  private static final int MAX_BINDINGS = 5_000;

  private final Binder binder;
  private final Locals locals;
  private int bindings;

  LambdaBinder(Binder binder, Locals locals) {
    this.binder = binder;
    this.locals = locals;
  }

  /**
   * A delegate of the given inputs, whose result the body decides; nothing where it is no match.
   */
  Optional<Bound> infer(Node node, List<CsType> inputs) {
    Optional<Node.Lambda> lambda = lambda(node, inputs.size());
    return lambda.map(l -> bind(l, inputs, Optional.empty()));
  }

  /** A delegate of that type; nothing where it is no match. */
  Optional<Bound> convert(Node node, CsType type) {
    if (!type.is(CsType.Kind.DELEGATE)) {
      return Optional.empty();
    }
    boolean action = type.simpleName().equals("Action");
    int count = type.arguments().size() - (action ? 0 : 1);
    Optional<Node.Lambda> lambda = lambda(node, count);
    if (lambda.isEmpty()) {
      return Optional.empty();
    }
    CsType returns = action ? Types.VOID : type.argument(count);
    Bound bound = bind(lambda.get(), type.arguments().subList(0, count), Optional.of(returns));
    return Optional.of(new Bound(type, bound.eval()));
  }

  /** A method group becomes a lambda that calls the method. */
  private static Optional<Node.Lambda> lambda(Node node, int count) {
    if (node instanceof Node.Lambda lambda) {
      return Optional.of(lambda).filter(l -> l.parameters().size() == count);
    }
    boolean group = node instanceof Node.Member || node instanceof Node.Name;
    if (!group) {
      return Optional.empty();
    }
    List<Node.Parameter> parameters = new ArrayList<>();
    List<Node.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "?group" + node.at() + "_" + i;
      parameters.add(new Node.Parameter(node.at(), Optional.empty(), name));
      arguments.add(Node.Argument.of(new Node.Name(node.at(), name, List.of())));
    }
    Node call = new Node.Call(node.at(), node, arguments);
    return Optional.of(new Node.Lambda(node.at(), parameters, Optional.of(call), Optional.empty()));
  }

  private Bound bind(Node.Lambda lambda, List<CsType> inputs, Optional<CsType> returns) {
    if (++bindings > MAX_BINDINGS) {
      throw new ExpressionException(lambda.at(), "too many nested lambdas");
    }
    BitSet before = locals.snapshot();
    locals.enterFunction();
    try {
      List<Locals.Local> slots = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        slots.add(parameter(lambda.parameters().get(i), inputs.get(i)));
      }
      return delegate(slots, inputs, body(lambda, returns));
    } finally {
      locals.leaveFunction();
      locals.restore(before);
    }
  }

  private Locals.Local parameter(Node.Parameter parameter, CsType type) {
    CsType declared = parameter.type().map(TypeNames::resolve).orElse(type);
    if (!declared.equals(type)) {
      throw new ExpressionException(parameter.at(), "the parameter is a '" + type + "'");
    }
    String name = parameter.name().equals("_") ? "?discard" + locals.count() : parameter.name();
    Locals.Local local = locals.declare(parameter.at(), name, type);
    locals.assign(local);
    return local;
  }

  /** The body, converted to what the function returns; its type is that of the result. */
  Bound body(Node.Lambda lambda, Optional<CsType> returns) {
    if (lambda.body().isPresent()) {
      CsType result = returns.orElseGet(() -> inferred(lambda));
      return new BlockCompiler(binder, locals, result).function(lambda.body().get(), lambda.at());
    }
    Node value = lambda.value().orElseThrow();
    Bound bound = binder.bindLoose(value);
    if (returns.isEmpty()) {
      if (bound.type().equals(Types.NULL) || bound.type().equals(Types.UNTYPED)) {
        throw new ExpressionException(value.at(), "the type of the result is not known");
      }
      return bound;
    }
    if (returns.get().equals(Types.VOID)) {
      boolean effect =
          value instanceof Node.Call
              || value instanceof Node.Assign
              || value instanceof Node.Step
              || value instanceof Node.Conditional;
      if (!effect) {
        throw new ExpressionException(value.at(), "only calls and assignments are statements");
      }
      return new Bound(Types.VOID, bound.eval());
    }
    return binder.convert(value.at(), bound, returns.get());
  }

  /** The type that a body's returns have in common; the body is bound once for this alone. */
  private CsType inferred(Node.Lambda lambda) {
    BitSet before = locals.snapshot();
    BlockCompiler probe = new BlockCompiler(binder, locals, Types.UNTYPED);
    locals.enter();
    probe.function(lambda.body().orElseThrow(), lambda.at());
    locals.leave();
    locals.restore(before);
    return probe.inferred().orElse(Types.VOID);
  }

  private static Bound delegate(List<Locals.Local> slots, List<CsType> inputs, Bound body) {
    List<CsType> arguments = new ArrayList<>(inputs);
    boolean action = body.type().equals(Types.VOID);
    if (!action) {
      arguments.add(body.type());
    }
    CsType type =
        arguments.isEmpty()
            ? TypeTable.named("Action")
            : TypeTable.generic(action ? "Action" : "Func", arguments.toArray(new CsType[0]));
    Eval code = body.eval();
    Locals.Local[] parameters = slots.toArray(new Locals.Local[0]);
    return new Bound(
        type,
        frame -> {
          Frame home = frame.fork();
          return new CsDelegate(type, given -> run(home, parameters, code, given));
        });
  }

  private static Object run(Frame home, Locals.Local[] parameters, Eval code, Object[] arguments) {
    Frame frame = home.fork();
    frame.budget().enter();
    try {
      frame.step();
      for (int i = 0; i < parameters.length; i++) {
        parameters[i].declare(frame, arguments[i]);
      }
      return code.eval(frame);
    } finally {
      frame.budget().leave();
    }
  }
}
