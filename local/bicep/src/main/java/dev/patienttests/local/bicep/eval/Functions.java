package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All functions whose result depends on their arguments alone. */
public final class Functions {
  private static final Map<String, Builtin> BUILTINS = builtins();

  private Functions() {}

  private static Map<String, Builtin> builtins() {
    Map<String, Builtin> all = new HashMap<>();
    StringFunctions.addTo(all);
    ConversionFunctions.addTo(all);
    CollectionFunctions.addTo(all);
    NetworkFunctions.addTo(all);
    DateFunctions.addTo(all);
    IdFunctions.addTo(all);
    return Map.copyOf(all);
  }

  static Optional<Builtin> find(String name) {
    return Optional.ofNullable(BUILTINS.get(name));
  }

  static Iterable<String> names() {
    return BUILTINS.keySet();
  }

  /** The result, which is an expression where an argument is not known. */
  static Value call(String name, List<Value> arguments, Origin site) {
    return call(new Args(site, name, arguments));
  }

  /** The result, which is an expression where an argument is not known. */
  static Value call(Args args) {
    String name = args.function();
    Origin site = args.site();
    Builtin builtin = BUILTINS.get(name);
    if (builtin == null) {
      builtin = Operators.find(name).orElseThrow(() -> new Fault("BCP057", site, unknown(name)));
    }
    if (args.count() < builtin.min() || args.count() > builtin.max()) {
      throw new Fault("BCP071", site, argumentCount(name, builtin.min(), builtin.max()));
    }
    try {
      return builtin.body().apply(args);
    } catch (NeedsRuntime e) {
      return new Value.Call(name, args.values(), args.mark());
    }
  }

  static String unknown(String name) {
    return "there is no function \"" + name + "\"";
  }

  static String argumentCount(String name, int min, int max) {
    String count =
        min == max ? "" + min : max == Builtin.MANY ? "at least " + min : min + " to " + max;
    return "\"" + name + "\" takes " + count + (count.equals("1") ? " argument" : " arguments");
  }
}
