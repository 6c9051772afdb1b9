package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Infers what calls give, and reports arguments that cannot be right. */
final class InferredCalls {
  private static final Set<String> SAME = Set.of("take", "skip", "filter", "sort", "distinct");
  private static final Set<String> ENDS = Set.of("first", "last");
  private static final Set<String> STRINGS = Set.of("split", "objectKeys");

  private final Inference inference;

  InferredCalls(Inference inference) {
    this.inference = inference;
  }

  Inferred of(Expr.Call call, Map<String, Inferred> locals) {
    List<Inferred> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      arguments.add(
          argument instanceof Expr.Lambda lambda
              ? lambda(call, lambda, arguments, locals)
              : inference.of(argument, locals));
    }
    if (call.target().isPresent() && !isNamespace(call.target().get(), locals)) {
      inference.of(call.target().get(), locals);
      return InferredKinds.ANY;
    }
    Optional<Imports.Found> declared = declaration(call, locals);
    if (declared.isPresent()) {
      return declared.get().statement() instanceof Statement.Function function
          ? declared(call, declared.get().file(), function, arguments)
          : InferredKinds.ANY;
    }
    return builtIn(call, arguments);
  }

  private boolean isNamespace(Expr target, Map<String, Inferred> locals) {
    return target instanceof Expr.Name name
        && !locals.containsKey(name.name())
        && (Set.of("sys", "az").contains(name.name())
            || inference.file().symbol(name.name()).orElse(null) instanceof Statement.Import);
  }

  private Optional<Imports.Found> declaration(Expr.Call call, Map<String, Inferred> locals) {
    Imports imports = inference.project().imports();
    FileModel file = inference.file();
    List<Imports.Found> found = new ArrayList<>();
    inference.silently(
        () -> {
          if (call.target().isEmpty() && !locals.containsKey(call.name())) {
            imports.find(file, call.name()).ifPresent(found::add);
          } else if (call.target().orElse(null) instanceof Expr.Name name
              && file.symbol(name.name()).orElse(null) instanceof Statement.Import all) {
            found.add(imports.member(file, all, call.name(), call.at()));
          }
          return InferredKinds.ANY;
        });
    return found.stream().findFirst();
  }

  private Inferred declared(
      Expr.Call call, FileModel file, Statement.Function function, List<Inferred> arguments) {
    DeclaredTypes types = inference.project().declaredTypes();
    for (int i = 0; i < Math.min(arguments.size(), function.parameters().size()); i++) {
      Inferred expected = types.of(Type.of(function.parameters().get(i).type(), file));
      if (!arguments.get(i).fits(expected)) {
        mismatch("BCP070", call, i, expected.shown(), arguments.get(i));
      }
    }
    return types.of(Type.of(function.result(), file));
  }

  private void mismatch(String code, Expr.Call call, int i, String expected, Inferred given) {
    String which = "argument " + (i + 1) + " of \"" + call.name() + "\" must be ";
    int at = call.arguments().get(i).start();
    inference.error(code, at, which + expected + ", not " + given.shown());
  }

  private Inferred builtIn(Expr.Call call, List<Inferred> arguments) {
    List<FunctionTypes.Signature> signatures = FunctionTypes.of(call.name());
    if (signatures.isEmpty()) {
      return InferredKinds.ANY;
    }
    List<Integer> mismatches = new ArrayList<>();
    for (FunctionTypes.Signature signature : signatures) {
      int at = mismatch(signature, arguments);
      if (at < 0) {
        return result(call.name(), signature, arguments);
      }
      mismatches.add(at);
    }
    int at = mismatches.stream().max(Integer::compare).orElseThrow();
    boolean same = mismatches.stream().allMatch(mismatches.get(0)::equals);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < signatures.size(); i++) {
      if (mismatches.get(i) == at) {
        expected.add(signatures.get(i).parameter(at).shown());
      }
    }
    String code = signatures.size() > 1 && same ? "BCP048" : "BCP070";
    mismatch(code, call, at, String.join(" or ", expected), arguments.get(at));
    return InferredKinds.ANY;
  }

  /** The first argument that the signature does not take; −1 if it takes all. */
  private static int mismatch(FunctionTypes.Signature signature, List<Inferred> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (!arguments.get(i).mayFit(signature.parameter(i))) {
        return i;
      }
    }
    return -1;
  }

  private Inferred result(
      String function, FunctionTypes.Signature signature, List<Inferred> arguments) {
    Inferred first = arguments.isEmpty() ? InferredKinds.ANY : arguments.get(0).withoutNull();
    if (STRINGS.contains(function)) {
      return InferredKinds.items(InferredKinds.TEXT);
    } else if (function.equals("range")) {
      return InferredKinds.items(InferredKinds.NUMBER);
    } else if (function.equals("items")) {
      return InferredKinds.items(pair(first));
    } else if (function.equals("map") && arguments.size() == 2) {
      return InferredKinds.items(arguments.get(1));
    } else if (!(first instanceof Inferred.Items items)) {
      return first instanceof Inferred.Text || !isOverloaded(function)
          ? signature.result()
          : InferredKinds.ANY;
    } else if (SAME.contains(function)) {
      return InferredKinds.items(items.item());
    } else if (ENDS.contains(function)) {
      return items.item();
    }
    return signature.result();
  }

  /** Whether the result depends on an argument of which nothing is known. */
  private static boolean isOverloaded(String function) {
    List<FunctionTypes.Signature> all = FunctionTypes.of(function);
    return all.stream().map(FunctionTypes.Signature::result).distinct().count() > 1;
  }

  private static Inferred pair(Inferred object) {
    Map<String, Inferred> members = new HashMap<>();
    members.put("key", InferredKinds.TEXT);
    Inferred value = InferredKinds.ANY;
    if (object instanceof Inferred.Fields fields) {
      List<Inferred> values = new ArrayList<>(fields.members().values());
      fields.others().ifPresent(values::add);
      value = InferredKinds.oneOf(values);
    }
    members.put("value", value);
    return new Inferred.Fields(members, Optional.empty());
  }

  /** What a lambda gives; its variables are what the function before it takes apart. */
  private Inferred lambda(
      Expr.Call call, Expr.Lambda lambda, List<Inferred> before, Map<String, Inferred> locals) {
    Inferred source = before.isEmpty() ? InferredKinds.ANY : before.get(0).withoutNull();
    Inferred item = source instanceof Inferred.Items items ? items.item() : InferredKinds.ANY;
    Map<String, Inferred> inner = new HashMap<>(locals);
    for (int i = 0; i < lambda.parameters().size(); i++) {
      String name = lambda.parameters().get(i).name();
      inner.put(name, variable(call.name(), i, item));
    }
    Inferred result = inference.of(lambda.body(), inner);
    Inferred expected = result(call.name(), before.size());
    if (!result.fits(expected)) {
      String message = "the lambda of \"" + call.name() + "\" must give " + expected.shown();
      inference.error("BCP070", lambda.start(), message + ", not " + result.shown());
    }
    return result;
  }

  /** What a function expects of its lambda. */
  private static Inferred result(String function, int argument) {
    return switch (function) {
      case "filter", "sort" -> InferredKinds.TRUTH;
      case "toObject", "groupBy" -> argument == 1 ? InferredKinds.TEXT : InferredKinds.ANY;
      default -> InferredKinds.ANY;
    };
  }

  private static Inferred variable(String function, int i, Inferred item) {
    return switch (function) {
      case "map", "filter" -> i == 0 ? item : InferredKinds.NUMBER;
      case "sort" -> item;
      case "reduce" -> i == 0 ? InferredKinds.ANY : i == 1 ? item : InferredKinds.NUMBER;
      case "toObject", "groupBy" -> item;
      default -> InferredKinds.ANY;
    };
  }
}
