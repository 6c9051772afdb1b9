package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JObject;

/** Binds assignments: to local variables, and to members of a JObject. */
final class AssignmentBinder {
  private final Binder binder;
  private final Locals locals;

  AssignmentBinder(Binder binder, Locals locals) {
    this.binder = binder;
    this.locals = locals;
  }

  Bound assign(Node.Assign assign) {
    if (assign.target() instanceof Node.Index index) {
      return member(assign, index);
    }
    if (!(assign.target() instanceof Node.Name name)) {
      throw new ExpressionException(assign.at(), "only local variables can be assigned");
    }
    Locals.Local local =
        locals
            .find(name.name())
            .orElseThrow(
                () -> new ExpressionException(name.at(), "unknown variable '" + name.name() + "'"));
    Bound value;
    if (assign.operator().equals("=")) {
      value = binder.convert(assign.at(), binder.bind(assign.value()), local.type());
    } else {
      String operator = assign.operator().substring(0, 1);
      Bound result =
          Operators.bind(
              assign.at(), operator, binder.bind(assign.target()), binder.bind(assign.value()));
      value = binder.convert(assign.at(), result, local.type());
    }
    locals.assign(local);
    int slot = local.index();
    Eval eval = value.eval();
    return new Bound(
        local.type(),
        frame -> {
          Object v = eval.eval(frame);
          frame.local(slot, v);
          return v;
        });
  }

  private Bound member(Node.Assign assign, Node.Index index) {
    Bound target = binder.bind(index.target());
    boolean simple = assign.operator().equals("=") && index.arguments().size() == 1;
    if (!target.type().equals(CsType.JOBJECT) || !simple) {
      throw new ExpressionException(
          assign.at(), "assignment to an element of '" + target.type() + "' is not supported");
    }
    Eval object = target.eval();
    Eval key =
        binder
            .convert(index.at(), binder.bind(index.arguments().get(0).value()), CsType.STRING)
            .eval();
    Eval value = binder.convert(assign.at(), binder.bind(assign.value()), CsType.JTOKEN).eval();
    return new Bound(
        CsType.JTOKEN,
        frame -> {
          JObject found = (JObject) object.eval(frame);
          if (found == null) {
            throw DotNetException.nullReference();
          }
          String name = (String) key.eval(frame);
          JsonToken token = JsonMembers.token(value.eval(frame));
          found.members().put(name, token);
          return token;
        });
  }
}
