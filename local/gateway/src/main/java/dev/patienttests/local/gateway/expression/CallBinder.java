package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.OverloadBinder.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds calls, indexers and constructors. */
final class CallBinder {
  private final Members members;
  private final Binder binder;
  private final Locals locals;
  private final OverloadBinder overloads;

  CallBinder(Members members, Binder binder, Locals locals) {
    this.members = members;
    this.binder = binder;
    this.locals = locals;
    this.overloads = new OverloadBinder(binder);
  }

  Bound call(Node.Call call) {
    if (call.target() instanceof Node.Name name) {
      Optional<LocalFunction> function = locals.find(name.name()).flatMap(Locals.Local::function);
      if (function.isPresent()) {
        return function(call, function.get());
      }
    }
    if (call.target() instanceof Node.Member member) {
      return method(call, member);
    }
    return invocation(call, binder.bind(call.target()));
  }

  private Bound method(Node.Call call, Node.Member member) {
    List<CsType> explicit = member.typeArguments().stream().map(TypeNames::resolve).toList();
    Optional<CsType> type = binder.asType(member.target());
    if (type.isPresent()) {
      return shared(call, member, type.get(), explicit);
    }
    Bound target = binder.bind(member.target());
    CsType on = target.type();
    if (on.is(CsType.Kind.DELEGATE) && member.name().equals("Invoke")) {
      return invocation(call, target);
    }
    List<List<Method>> levels = members.findMethods(on, member.name(), false);
    if (levels.isEmpty() || (!explicit.isEmpty() && levels.isEmpty())) {
      if (binder.hasProperty(on, member.name())) {
        return invocation(call, binder.bind(member));
      }
      throw Binder.unknown(member.at(), on, member.name());
    }
    return invoke(
        member.at(), member.name(), on, levels, explicit, Optional.of(target), call.arguments());
  }

  private Bound shared(Node.Call call, Node.Member member, CsType type, List<CsType> explicit) {
    List<List<Method>> levels = members.findMethods(type, member.name(), true);
    boolean extension = levels.isEmpty() && type.name().equals("Enumerable");
    if (extension && !call.arguments().isEmpty()) {
      List<Node.Argument> rest = call.arguments().subList(1, call.arguments().size());
      Bound target = binder.bind(call.arguments().get(0).value());
      levels = members.findMethods(target.type(), member.name(), false);
      return invoke(
          member.at(), member.name(), target.type(), levels, explicit, Optional.of(target), rest);
    }
    return invoke(
        member.at(), member.name(), type, levels, explicit, Optional.empty(), call.arguments());
  }

  private Bound function(Node.Call call, LocalFunction function) {
    if (function.parameters().size() != call.arguments().size()) {
      throw new ExpressionException(call.at(), "wrong number of arguments");
    }
    Eval[] arguments = new Eval[call.arguments().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          binder
              .convert(
                  call.at(),
                  binder.bindLoose(call.arguments().get(i).value()),
                  function.parameters().get(i))
              .eval();
    }
    return new Bound(
        function.returns(), frame -> function.call(frame, evaluated(arguments, frame)));
  }

  /** The call of a delegate. */
  private Bound invocation(Node.Call call, Bound target) {
    if (!target.type().is(CsType.Kind.DELEGATE)) {
      throw new ExpressionException(call.at(), "only methods can be called");
    }
    List<CsType> types = target.type().arguments();
    boolean action = target.type().simpleName().equals("Action");
    int count = action ? types.size() : types.size() - 1;
    if (call.arguments().size() != count) {
      throw new ExpressionException(call.at(), "wrong number of arguments");
    }
    Eval[] arguments = new Eval[count];
    for (int i = 0; i < count; i++) {
      Bound value = binder.bindLoose(call.arguments().get(i).value());
      arguments[i] = binder.convert(call.at(), value, types.get(i)).eval();
    }
    Eval on = target.eval();
    return new Bound(
        action ? Types.VOID : types.get(count),
        frame -> {
          Object found = on.eval(frame);
          if (found == null) {
            throw DotNetException.nullReference();
          }
          return ((CsDelegate) found).run(evaluated(arguments, frame));
        });
  }

  private static Object[] evaluated(Eval[] arguments, Frame frame) {
    Object[] values = new Object[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments[i].eval(frame);
    }
    return values;
  }

  Bound index(Node.Index index) {
    Bound target = binder.bind(index.target());
    List<List<Method>> levels = members.findMethods(target.type(), "this", false);
    return invoke(
        index.at(), "[]", target.type(), levels, List.of(), Optional.of(target), index.arguments());
  }

  Bound construct(int at, CsType type, List<Node.Argument> arguments) {
    List<List<Method>> levels = members.findMethods(type, "new", true);
    return invoke(at, "new", type, levels, List.of(), Optional.empty(), arguments);
  }

  /** Chooses and calls; also for what has no node of its own, such as a setter. */
  Bound invoke(
      int at,
      String name,
      CsType on,
      List<List<Method>> levels,
      List<CsType> explicit,
      Optional<Bound> target,
      List<Node.Argument> given) {
    if (levels.isEmpty()) {
      throw Binder.unknown(at, on, name);
    }
    List<Argument> arguments = new ArrayList<>();
    for (Node.Argument argument : given) {
      arguments.add(new Argument(argument, value(argument, on, levels, explicit)));
    }
    Overload chosen = overloads.choose(at, name, on, levels, explicit, arguments);
    checkPattern(at, chosen);
    CsType content = chosen.types().get("T");
    boolean body = chosen.method().on().name().equals("IMessageBody") && content != null;
    if (body && !MapsOfContext.isBody(content)) {
      throw new ExpressionException(at, "a body cannot be read as '" + content + "'");
    }
    return compile(chosen, target);
  }

  /** What a constant pattern needs that is not supported is known at load. */
  private static void checkPattern(int at, Overload chosen) {
    int index = chosen.method().names().indexOf("pattern");
    if (!chosen.method().on().name().equals("Regex") || index < 0) {
      return;
    }
    long options =
        chosen.converted().stream()
            .flatMap(c -> c.constant().stream())
            .filter(EnumValue.class::isInstance)
            .mapToLong(c -> ((EnumValue) c).value())
            .findFirst()
            .orElse(0);
    try {
      chosen.converted().get(index).constant().ifPresent(p -> new CsRegex((String) p, options));
    } catch (DotNetException e) {
      if (e.typeName().equals("System.NotSupportedException")) {
        throw new ExpressionException(at, e.getMessage());
      }
    }
  }

  private Bound value(
      Node.Argument argument, CsType on, List<List<Method>> levels, List<CsType> explicit) {
    if (argument.out().isEmpty()) {
      return binder.bindLoose(argument.value());
    }
    Node.Out out = argument.out().get();
    Method method =
        levels.stream()
            .flatMap(List::stream)
            .filter(m -> m.out() >= 0)
            .findFirst()
            .orElseThrow(() -> new ExpressionException(out.at(), "no out argument here"));
    Inference inference = new Inference();
    inference.unify(method.on(), on);
    for (int i = 0; i < explicit.size() && i < method.variables().size(); i++) {
      inference.bind(method.variables().get(i), explicit.get(i));
    }
    CsType outType = method.parameters().get(method.out()).substitute(inference.bindings());
    Locals.Local local;
    if (out.declaredType().isPresent()) {
      Node.TypeName declared = out.declaredType().get();
      CsType type = declared.isVar() ? outType : TypeNames.resolve(declared);
      String name = out.variable().equals("_") ? "?out" + locals.count() : out.variable();
      local = locals.declare(out.at(), name, type);
    } else {
      local = binder.variable(out.at(), out.variable());
    }
    locals.assign(local);
    return new Bound(local.type(), frame -> local, Optional.empty());
  }

  private static Bound compile(Overload chosen, Optional<Bound> target) {
    Method method = chosen.method();
    Eval[] arguments = packed(chosen).stream().map(Bound::eval).toArray(Eval[]::new);
    int out = method.out();
    if (out >= 0) {
      return withOut(chosen, target, arguments);
    }
    Eval on = target.map(Bound::eval).orElse(frame -> null);
    boolean needsTarget = target.isPresent() && !method.extension();
    var types = chosen.types();
    Method.Code code = method.code();
    return new Bound(
        chosen.returns(),
        frame -> {
          frame.step();
          Object receiver = on.eval(frame);
          Object[] values = evaluated(arguments, frame);
          if (needsTarget && receiver == null) {
            throw DotNetException.nullReference();
          }
          return frame.budget().charge(code.run(new Args(receiver, values, types, frame)));
        });
  }

  private static Bound withOut(Overload chosen, Optional<Bound> target, Eval[] arguments) {
    int out = chosen.method().out();
    Eval on = target.map(Bound::eval).orElse(frame -> null);
    boolean needsTarget = target.isPresent() && !chosen.method().extension();
    return new Bound(
        chosen.returns(),
        frame -> {
          frame.step();
          Object receiver = on.eval(frame);
          Object[] values = evaluated(arguments, frame);
          if (needsTarget && receiver == null) {
            throw DotNetException.nullReference();
          }
          Locals.Local local = (Locals.Local) values[out];
          values[out] = null;
          Object result =
              chosen.method().code().run(new Args(receiver, values, chosen.types(), frame));
          local.set(frame, values[out]);
          return result;
        });
  }

  private static List<Bound> packed(Overload chosen) {
    if (!chosen.expanded()) {
      return chosen.converted();
    }
    int fixed = chosen.method().parameters().size() - 1;
    List<Bound> result = new ArrayList<>(chosen.converted().subList(0, fixed));
    List<Bound> rest = chosen.converted().subList(fixed, chosen.converted().size());
    Eval[] items = rest.stream().map(Bound::eval).toArray(Eval[]::new);
    CsType array = chosen.method().parameters().get(fixed).substitute(chosen.types());
    CsType element = array.argument(0);
    result.add(new Bound(array, frame -> new CsArray(element, evaluated(items, frame))));
    return result;
  }
}
