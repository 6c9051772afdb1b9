package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.Map;
import java.util.Optional;

/** A member or item of a value. */
final class Access {
  private Access() {}

  static Value of(Value base, Value key, boolean safe, Origin site) {
    Value found = find(base, key, safe, site);
    boolean secure = base.secure() || found.secure();
    return secure == found.secure() ? found : found.with(new Value.Mark(found.origin(), true));
  }

  private static Value find(Value base, Value key, boolean safe, Origin site) {
    if (base instanceof Value.Expression || key instanceof Value.Expression) {
      return new Value.Access(base, key, safe, new Value.Mark(site, base.secure()));
    } else if (base instanceof Value.Obj object && key instanceof Value.Str name) {
      return member(object.members(), name, safe, site);
    } else if (base instanceof Value.Arr array && key instanceof Value.Int index) {
      boolean inside = index.value() >= 0 && index.value() < array.items().size();
      if (inside) {
        return array.items().get((int) index.value());
      } else if (safe) {
        return new Value.Null(Value.Mark.at(site));
      }
      String code = index.value() < 0 ? "BCP387" : "BCP311";
      throw new Fault(code, site, "there is no item " + index.value());
    } else if (base instanceof Value.Null) {
      if (safe) {
        return base;
      }
      throw Fault.evaluation(site, "the value before this access is null");
    }
    String code =
        base instanceof Value.Arr ? "BCP074" : base instanceof Value.Obj ? "BCP075" : "BCP055";
    throw new Fault(code, site, Kinds.of(base) + " has no part by " + Kinds.of(key));
  }

  private static Value member(
      Map<String, Value> members, Value.Str key, boolean safe, Origin site) {
    String name = key.value();
    Value exact = members.get(name);
    if (exact != null) {
      return exact;
    }
    // Members are found whatever their case, as the engine does.
    for (Map.Entry<String, Value> member : members.entrySet()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    if (safe) {
      return new Value.Null(Value.Mark.at(site));
    }
    Optional<String> near = Suggestions.nearest(name, members.keySet());
    String hint = near.map(other -> "; did you mean \"" + other + "\"?").orElse("");
    if (key.secure()) {
      throw new Fault("BCP053", site, "the object has no property of that secure name");
    }
    throw new Fault(
        near.isPresent() ? "BCP083" : members.isEmpty() ? "BCP052" : "BCP053",
        site,
        "the object has no property \"" + name + "\"" + hint);
  }
}
