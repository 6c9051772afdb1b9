package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses among methods of one name by the arguments. */
final class OverloadBinder {
  private final Binder binder;

  /** An argument with its bound value; an {@code out} argument has the type of its variable. */
  record Argument(Node.Argument node, Bound value) {}

  OverloadBinder(Binder binder) {
    this.binder = binder;
  }

  /**
   * The best method.
   *
   * @param target type of the receiver, or of the class
   * @param explicit type arguments as written
   * @throws ExpressionException where none fits, or none fits best
   */
  Overload choose(
      int at,
      String name,
      CsType target,
      List<List<Method>> levels,
      List<CsType> explicit,
      List<Argument> arguments) {
    Optional<ExpressionException> cause = Optional.empty();
    for (List<Method> methods : levels) {
      List<Overload> fitting = new ArrayList<>();
      for (Method method : methods) {
        try {
          applied(method, target, explicit, arguments).ifPresent(fitting::add);
        } catch (ExpressionException e) {
          cause = Optional.of(e);
        }
      }
      if (!fitting.isEmpty()) {
        return best(at, name, fitting);
      }
    }
    if (cause.isPresent()) {
      throw cause.get();
    }
    List<CsType> types = arguments.stream().map(a -> a.value().type()).toList();
    throw new ExpressionException(
        at, "no '" + name + "' of '" + target + "' takes arguments " + types);
  }

  private static Overload best(int at, String name, List<Overload> fitting) {
    for (Overload candidate : fitting) {
      long better = fitting.stream().filter(candidate::betterThan).count();
      if (better == fitting.size() - 1) {
        return candidate;
      }
    }
    throw new ExpressionException(at, "the call of '" + name + "' is ambiguous");
  }

  private Optional<Overload> applied(
      Method method, CsType target, List<CsType> explicit, List<Argument> arguments) {
    int parameters = method.parameters().size();
    if (arguments.size() == parameters) {
      Optional<Overload> plain = form(method, target, explicit, arguments, false);
      if (plain.isPresent()) {
        return plain;
      }
    }
    return method.varargs() && arguments.size() >= parameters - 1
        ? form(method, target, explicit, arguments, true)
        : Optional.empty();
  }

  private Optional<Overload> form(
      Method method,
      CsType target,
      List<CsType> explicit,
      List<Argument> arguments,
      boolean expanded) {
    Inference inference = new Inference();
    Optional<CsType> receiver = receiver(method, target, explicit);
    if (receiver.isEmpty() || !inference.unify(method.on(), receiver.get())) {
      return Optional.empty();
    }
    if (method.on().arguments().size() > 0 && !fixedFits(method.on(), target)) {
      return Optional.empty();
    }
    int ofReceiver = explicit.isEmpty() ? 0 : explicit.size() - method.variables().size();
    for (int i = ofReceiver; i < explicit.size(); i++) {
      inference.bind(method.variables().get(i - ofReceiver), explicit.get(i));
    }
    List<CsType> parameters = parameters(method, arguments.size(), expanded);
    Map<Integer, Bound> lambdas = new HashMap<>();
    if (!infer(method, arguments, parameters, inference, lambdas)) {
      return Optional.empty();
    }
    List<CsType> closed = new ArrayList<>();
    for (CsType parameter : parameters) {
      closed.add(parameter.substitute(inference.bindings()));
      if (inference.isOpen(closed.get(closed.size() - 1))) {
        return Optional.empty();
      }
    }
    if (inference.isOpen(method.returns())) {
      return Optional.empty();
    }
    List<Bound> given = new ArrayList<>();
    List<Bound> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      given.add(arguments.get(i).value());
      Bound value = lambdas.getOrDefault(i, given.get(i));
      Optional<Bound> argument = binder.tryConvert(value, closed.get(i));
      if (argument.isEmpty() && lambdas.containsKey(i)) {
        argument = binder.tryConvert(given.get(i), closed.get(i));
      }
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      converted.add(argument.get());
    }
    return Optional.of(
        new Overload(
            method,
            method.returns().substitute(inference.bindings()),
            given,
            converted,
            closed,
            expanded,
            Map.copyOf(inference.bindings())));
  }

  /**
   * The receiver as the method sees it. Of an extension such as {@code ToArray<string>()} the type
   * arguments of the receiver may be written before the method's own.
   */
  private static Optional<CsType> receiver(Method method, CsType target, List<CsType> explicit) {
    int more = explicit.size() - method.variables().size();
    if (explicit.isEmpty() || more == 0) {
      return Optional.of(target);
    }
    CsType owner = method.on();
    if (!method.extension() || more != owner.arguments().size()) {
      return Optional.empty();
    }
    Inference written = new Inference();
    for (int i = 0; i < more; i++) {
      if (!written.unify(owner.argument(i), explicit.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(owner.substitute(written.bindings())).filter(s -> fixedFits(s, target));
  }

  /**
   * Whether the receiver has the very type arguments that an owner such as IEnumerable<int> has.
   */
  private static boolean fixedFits(CsType owner, CsType target) {
    Optional<CsType> same = target.as(owner.simpleName());
    if (same.isEmpty()) {
      return false;
    }
    for (int i = 0; i < owner.arguments().size(); i++) {
      CsType wanted = owner.argument(i);
      boolean fixed = !new Inference().isOpen(wanted);
      CsType given = same.get().argument(i);
      boolean covariant = !given.isValueType() && given.derivesFrom(wanted);
      if (fixed && !wanted.equals(given) && !covariant) {
        return false;
      }
    }
    return true;
  }

  private static List<CsType> parameters(Method method, int count, boolean expanded) {
    if (!expanded) {
      return method.parameters();
    }
    int fixed = method.parameters().size() - 1;
    List<CsType> parameters = new ArrayList<>(method.parameters().subList(0, fixed));
    CsType element = method.parameters().get(fixed).element().orElseThrow();
    while (parameters.size() < count) {
      parameters.add(element);
    }
    return parameters;
  }

  private boolean infer(
      Method method,
      List<Argument> arguments,
      List<CsType> parameters,
      Inference inference,
      Map<Integer, Bound> lambdas) {
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      boolean isOut = i == method.out();
      if (argument.node().out().isPresent() != isOut || !nameFits(method, i, argument)) {
        return false;
      }
      CsType type = argument.value().type();
      boolean open = inference.isOpen(parameters.get(i));
      if (isOut && !open && !type.equals(parameters.get(i).substitute(inference.bindings()))) {
        return false;
      }
      if (inference.isOpen(parameters.get(i)) && !inference.unify(parameters.get(i), type)) {
        return false;
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      Bound value = arguments.get(i).value();
      CsType parameter = parameters.get(i).substitute(inference.bindings());
      boolean lambda = value.untyped().isPresent() && parameter.is(CsType.Kind.DELEGATE);
      if (lambda && inference.isOpen(parameter)) {
        int last = parameter.arguments().size() - 1;
        List<CsType> inputs = parameter.arguments().subList(0, last);
        if (inputs.stream().anyMatch(inference::isOpen)) {
          return false;
        }
        Optional<Bound> bound = binder.lambdas().infer(value.untyped().get(), inputs);
        if (bound.isEmpty()
            || !inference.unify(parameter.argument(last), bound.get().type().argument(last))) {
          return false;
        }
        lambdas.put(i, bound.get());
      }
    }
    return true;
  }

  private static boolean nameFits(Method method, int index, Argument argument) {
    return argument.node().name().isEmpty()
        || (index < method.names().size()
            && method.names().get(index).equals(argument.node().name().get()));
  }
}
