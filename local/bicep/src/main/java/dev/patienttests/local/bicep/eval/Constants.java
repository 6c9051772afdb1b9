package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement.Decorator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of expressions that are made of literals alone. */
final class Constants {
  private Constants() {}

  /** The value; empty where a part is no literal. */
  static Optional<Value> of(Expr expr, FileModel file) {
    Value.Mark mark = Value.Mark.at(file.origin(expr.at()));
    if (expr instanceof Expr.StringLiteral text) {
      return Optional.of(new Value.Str(text.value(), mark));
    } else if (expr instanceof Expr.IntLiteral number) {
      return Optional.of(new Value.Int(number.value(), mark));
    } else if (expr instanceof Expr.BoolLiteral bool) {
      return Optional.of(new Value.Bool(bool.value(), mark));
    } else if (expr instanceof Expr.NullLiteral) {
      return Optional.of(new Value.Null(mark));
    } else if (expr instanceof Expr.ArrayLiteral array) {
      return array(array, file, mark);
    } else if (expr instanceof Expr.ObjectLiteral object) {
      return object(object, file, mark);
    }
    return Optional.empty();
  }

  private static Optional<Value> array(Expr.ArrayLiteral array, FileModel file, Value.Mark mark) {
    List<Value> items = new ArrayList<>();
    for (Expr.ArrayLiteral.Element element : array.items()) {
      Optional<Value> item = element.spread() ? Optional.empty() : of(element.value(), file);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    }
    return Optional.of(new Value.Arr(items, mark));
  }

  private static Optional<Value> object(
      Expr.ObjectLiteral object, FileModel file, Value.Mark mark) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (Expr.Item item : object.items()) {
      if (!(item instanceof Expr.Item.Property property)
          || !(property.key() instanceof Expr.StringLiteral key)) {
        return Optional.empty();
      }
      Optional<Value> value = of(property.value(), file);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      members.put(key.value(), value.get());
    }
    return Optional.of(new Value.Obj(members, mark));
  }

  /** The argument of a decorator that takes one integer. */
  static Optional<Long> number(Decorator decorator) {
    return decorator.arguments().size() == 1
            && decorator.arguments().get(0) instanceof Expr.IntLiteral number
        ? Optional.of(number.value())
        : Optional.empty();
  }

  /** The decorator of that name, if there is one. */
  static Optional<Decorator> decorator(List<Decorator> decorators, String name) {
    return decorators.stream().filter(decorator -> decorator.name().equals(name)).findFirst();
  }
}
