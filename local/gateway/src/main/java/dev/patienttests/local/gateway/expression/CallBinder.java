package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Members.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds calls, indexers and constructors; chooses among overloads. */
final class CallBinder {
  private final Members members;
  private final Binder binder;
  private final Locals locals;

  private record Argument(Node.Argument node, Bound value) {}

  private record Candidate(Method method, List<Bound> arguments, int score) {}

  CallBinder(Members members, Binder binder, Locals locals) {
    this.members = members;
    this.binder = binder;
    this.locals = locals;
  }

  Bound call(Node.Call call) {
    if (!(call.target() instanceof Node.Member member)) {
      throw new ExpressionException(call.at(), "only methods can be called");
    }
    Optional<CsType> type = binder.asType(member.target());
    if (type.isPresent()) {
      List<Method> methods = members.findMethods(type.get(), member.name(), true);
      return invoke(member, type.get(), methods, Optional.empty(), call.arguments());
    }
    Bound target = binder.bind(member.target());
    CsType on = target.type();
    if (on.underlying().isPresent() && member.name().equals("ToString")) {
      Eval eval = target.eval();
      return new Bound(CsType.STRING, frame -> RuntimeTypes.text(eval.eval(frame)));
    }
    List<Method> methods;
    if (member.typeArguments().isEmpty()) {
      methods = members.findMethods(on, member.name(), false);
    } else if (member.typeArguments().size() == 1) {
      CsType argument = TypeNames.resolve(member.typeArguments().get(0));
      methods = members.findGeneric(on, member.name(), argument);
    } else {
      methods = List.of();
    }
    return invoke(member, on, methods, Optional.of(target), call.arguments());
  }

  Bound index(Node.Index index) {
    Bound target = binder.bind(index.target());
    Node.Member name = new Node.Member(index.at(), index.target(), "[]", List.of());
    List<Method> methods = members.findMethods(target.type(), "[]", false);
    return invoke(name, target.type(), methods, Optional.of(target), index.arguments());
  }

  Bound creation(Node.Creation creation) {
    CsType type = TypeNames.resolve(creation.type());
    Node.Member name =
        new Node.Member(creation.at(), new Node.Null(creation.at()), "new", List.of());
    return invoke(
        name, type, members.findConstructors(type), Optional.empty(), creation.arguments());
  }

  private Bound invoke(
      Node.Member member,
      CsType on,
      List<Method> methods,
      Optional<Bound> target,
      List<Node.Argument> given) {
    if (methods.isEmpty()) {
      throw Binder.unknown(member.at(), on, member.name());
    }
    List<Argument> arguments = new ArrayList<>();
    for (Node.Argument argument : given) {
      arguments.add(new Argument(argument, value(argument, methods)));
    }
    Candidate best = null;
    for (Method method : methods) {
      Optional<Candidate> candidate = candidate(method, arguments);
      if (candidate.isPresent() && (best == null || candidate.get().score() > best.score())) {
        best = candidate.get();
      }
    }
    if (best == null) {
      List<CsType> types = arguments.stream().map(a -> a.value().type()).toList();
      throw new ExpressionException(
          member.at(), "no '" + member.name() + "' of '" + on + "' takes arguments " + types);
    }
    checkFormat(best, member);
    return compile(best, target, given);
  }

  /** A composite format has to be known at load, so that what it needs is known to be there. */
  private static void checkFormat(Candidate chosen, Node.Member member) {
    Method method = chosen.method();
    if (!method.on().equals(CsType.STRING) || !method.name().equals("Format")) {
      return;
    }
    Object format =
        chosen
            .arguments()
            .get(0)
            .constant()
            .orElseThrow(
                () ->
                    new ExpressionException(
                        member.at(), "string.Format needs a format that is a constant"));
    CompositeFormat.unsupported((String) format)
        .ifPresent(
            hole -> {
              throw new ExpressionException(
                  member.at(), "format '" + hole + "' in string.Format is not supported");
            });
  }

  private Bound value(Node.Argument argument, List<Method> methods) {
    if (argument.out().isEmpty()) {
      return binder.bind(argument.value());
    }
    Node.Out out = argument.out().get();
    CsType outType =
        methods.stream()
            .filter(m -> m.out() >= 0)
            .findFirst()
            .map(m -> m.parameters().get(m.out()))
            .orElseThrow(() -> new ExpressionException(out.at(), "no out argument here"));
    Locals.Local local;
    if (out.declaredType().isPresent()) {
      Node.TypeName declared = out.declaredType().get();
      CsType type = declared.name().equals("var") ? outType : TypeNames.resolve(declared);
      local = locals.declare(out.at(), out.variable(), type);
    } else {
      local =
          locals
              .find(out.variable())
              .orElseThrow(
                  () -> new ExpressionException(out.at(), "unknown '" + out.variable() + "'"));
    }
    locals.assign(local);
    return new Bound(local.type(), frame -> null);
  }

  private Optional<Candidate> candidate(Method method, List<Argument> arguments) {
    List<CsType> parameters = method.parameters();
    int fixed = method.varargs() ? parameters.size() - 1 : parameters.size();
    boolean count =
        arguments.size() == parameters.size() || (method.varargs() && arguments.size() >= fixed);
    if (!count) {
      return Optional.empty();
    }
    List<Bound> bound = new ArrayList<>();
    int score = method.varargs() ? 0 : 1;
    boolean direct = arguments.size() == parameters.size();
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      boolean isOut = i == method.out();
      if (argument.node().out().isPresent() != isOut || !nameFits(method, i, argument)) {
        return Optional.empty();
      }
      CsType parameter = i < fixed || !method.varargs() ? parameters.get(i) : parameters.get(fixed);
      Optional<Bound> converted = binder.tryConvert(argument.value(), parameter);
      boolean asElement = i >= fixed && method.varargs() && (!direct || converted.isEmpty());
      if (asElement) {
        parameter = parameter.element().orElseThrow();
        converted = binder.tryConvert(argument.value(), parameter);
        direct = false;
      }
      if (converted.isEmpty() || (isOut && !argument.value().type().equals(parameter))) {
        return Optional.empty();
      }
      score += score(argument.value().type(), parameter);
      bound.add(converted.get());
    }
    return Optional.of(
        new Candidate(
            method, method.varargs() && !direct ? packed(bound, fixed, method) : bound, score));
  }

  /** How well an argument fits; a bare null means an array rather than a string. */
  private static int score(CsType argument, CsType parameter) {
    if (argument.equals(parameter) || (argument.equals(CsType.NULL) && isArray(parameter))) {
      return 4;
    }
    return parameter.equals(CsType.OBJECT) ? 0 : 2;
  }

  private static boolean isArray(CsType type) {
    return type.element().isPresent();
  }

  private static List<Bound> packed(List<Bound> bound, int fixed, Method method) {
    List<Bound> result = new ArrayList<>(bound.subList(0, fixed));
    Eval[] items =
        bound.subList(fixed, bound.size()).stream().map(Bound::eval).toArray(Eval[]::new);
    CsType array = method.parameters().get(fixed);
    boolean strings = array.equals(CsType.STRINGS);
    result.add(
        new Bound(
            array,
            frame -> {
              Object[] values = strings ? new String[items.length] : new Object[items.length];
              for (int i = 0; i < items.length; i++) {
                values[i] = items[i].eval(frame);
              }
              return values;
            }));
    return result;
  }

  private static boolean nameFits(Method method, int index, Argument argument) {
    return argument.node().name().isEmpty()
        || (index < method.parameterNames().size()
            && method.parameterNames().get(index).equals(argument.node().name().get()));
  }

  private Bound compile(Candidate chosen, Optional<Bound> target, List<Node.Argument> given) {
    Method method = chosen.method();
    Eval[] arguments = chosen.arguments().stream().map(Bound::eval).toArray(Eval[]::new);
    Eval on = target.map(Bound::eval).orElse(frame -> null);
    boolean needsTarget = target.isPresent();
    int out = method.out();
    int slot =
        out < 0
            ? -1
            : locals.find(given.get(out).out().orElseThrow().variable()).orElseThrow().index();
    return new Bound(
        method.returns(),
        frame -> {
          frame.step();
          Object receiver = on.eval(frame);
          if (needsTarget && receiver == null) {
            throw DotNetException.nullReference();
          }
          Object[] values = new Object[arguments.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].eval(frame);
          }
          Object result = method.call().call(receiver, values);
          if (slot >= 0) {
            frame.local(slot, values[out]);
          }
          return result;
        });
  }
}
