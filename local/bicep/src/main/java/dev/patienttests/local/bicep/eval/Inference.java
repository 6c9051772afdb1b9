package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Infers what the expressions of a file are, and reports operators, conditions, accesses and
 * arguments that cannot be right whatever the values are. Each declaration is looked at once.
 */
final class Inference {
  private final Project project;
  private final FileModel file;
  private final Map<String, Inferred> declared = new HashMap<>();
  private final InferredAccess access;
  private final InferredCalls calls;

  Inference(Project project, FileModel file) {
    this.project = project;
    this.file = file;
    this.access = new InferredAccess(this);
    this.calls = new InferredCalls(this);
  }

  Project project() {
    return project;
  }

  FileModel file() {
    return file;
  }

  void error(String code, int at, String message) {
    project.findings().ofTypes(code, file.origin(at), message);
  }

  /** What an expression is. */
  Inferred of(Expr expr, Map<String, Inferred> locals) {
    if (expr instanceof Expr.StringLiteral text) {
      return new Inferred.Text(Optional.of(text.value()));
    } else if (expr instanceof Expr.IntLiteral number) {
      return new Inferred.Whole(Optional.of(number.value()));
    } else if (expr instanceof Expr.BoolLiteral) {
      return InferredKinds.TRUTH;
    } else if (expr instanceof Expr.NullLiteral) {
      return InferredKinds.NULL;
    } else if (expr instanceof Expr.Name name) {
      return name(name.name(), locals);
    } else if (expr instanceof Expr.Call call) {
      return calls.of(call, locals);
    } else if (expr instanceof Expr.Member member) {
      return access.member(member, locals);
    } else if (expr instanceof Expr.Index index) {
      return access.index(index, locals);
    } else if (expr instanceof Expr.NonNull nonNull) {
      return of(nonNull.base(), locals).withoutNull();
    }
    return composed(expr, locals);
  }

  private Inferred composed(Expr expr, Map<String, Inferred> locals) {
    if (expr instanceof Expr.Interpolation interpolation) {
      interpolation.holes().forEach(hole -> of(hole, locals));
      return InferredKinds.TEXT;
    } else if (expr instanceof Expr.ArrayLiteral array) {
      return array(array, locals);
    } else if (expr instanceof Expr.ObjectLiteral object) {
      return object(object, locals);
    } else if (expr instanceof Expr.For loop) {
      return InferredKinds.items(of(loop.body(), inLoop(loop, locals)));
    } else if (expr instanceof Expr.If conditional) {
      condition(conditional.condition(), locals);
      return of(conditional.body(), locals);
    } else if (expr instanceof Expr.Ternary ternary) {
      condition(ternary.condition(), locals);
      return InferredKinds.either(of(ternary.whenTrue(), locals), of(ternary.whenFalse(), locals));
    } else if (expr instanceof Expr.Unary unary) {
      return unary(unary, of(unary.operand(), locals));
    } else if (expr instanceof Expr.Binary binary) {
      return binary(binary, of(binary.left(), locals), of(binary.right(), locals));
    }
    Children.of(expr).forEach(child -> of(child, locals));
    return InferredKinds.ANY;
  }

  private Inferred array(Expr.ArrayLiteral array, Map<String, Inferred> locals) {
    List<Inferred> items = new ArrayList<>();
    boolean spread = false;
    for (Expr.ArrayLiteral.Element element : array.items()) {
      Inferred item = of(element.value(), locals);
      spread |= element.spread();
      if (element.spread()) {
        spread(element.value(), item, InferredKinds.ITEMS);
      }
      items.add(element.spread() ? access.item(item) : item);
    }
    Optional<List<Inferred>> tuple = spread ? Optional.empty() : Optional.of(items);
    return new Inferred.Items(InferredKinds.oneOf(items), tuple);
  }

  private Inferred object(Expr.ObjectLiteral object, Map<String, Inferred> locals) {
    Map<String, Inferred> members = new HashMap<>();
    boolean open = false;
    for (Expr.Item item : object.items()) {
      if (item instanceof Expr.Item.Property property) {
        Inferred value = of(property.value(), locals);
        if (property.key() instanceof Expr.StringLiteral key) {
          members.put(key.value(), value);
        } else {
          of(property.key(), locals);
          open = true;
        }
      } else if (item instanceof Expr.Item.Spread spread) {
        spread(spread.value(), of(spread.value(), locals), InferredKinds.FIELDS);
        // It may replace what stands before it.
        members.clear();
        open = true;
      } else if (item instanceof Expr.Item.Nested nested) {
        of(nested.resource().value(), locals);
      }
    }
    return new Inferred.Fields(members, open ? Optional.of(InferredKinds.ANY) : Optional.empty());
  }

  private void spread(Expr value, Inferred found, Inferred expected) {
    if (!found.mayFit(expected)) {
      String message = "\"...\" needs " + expected.shown() + ", not " + found.shown();
      error("BCP402", value.start(), message);
    }
  }

  /** The variables inside of a loop. */
  Map<String, Inferred> inLoop(Expr.For loop, Map<String, Inferred> locals) {
    Inferred source = of(loop.source(), locals);
    if (!source.fits(InferredKinds.ITEMS)) {
      error("BCP137", loop.source().start(), "a loop needs an array, not " + source.shown());
    }
    Map<String, Inferred> inner = new HashMap<>(locals);
    inner.put(loop.item().name(), access.item(source));
    loop.index().ifPresent(index -> inner.put(index.name(), InferredKinds.NUMBER));
    return inner;
  }

  private void condition(Expr condition, Map<String, Inferred> locals) {
    Inferred found = of(condition, locals);
    if (!found.fits(InferredKinds.TRUTH)) {
      String message = "a condition must be a boolean, not " + found.shown();
      error("BCP046", condition.start(), message);
    }
  }

  private Inferred unary(Expr.Unary unary, Inferred operand) {
    Inferred wanted = unary.operator().equals("!") ? InferredKinds.TRUTH : InferredKinds.NUMBER;
    if (!operand.fits(wanted)) {
      String message = "\"" + unary.operator() + "\" cannot be applied to " + operand.shown();
      error("BCP044", unary.at(), message);
      return InferredKinds.ANY;
    }
    return wanted;
  }

  private Inferred binary(Expr.Binary binary, Inferred left, Inferred right) {
    String operator = binary.operator();
    boolean fit =
        switch (operator) {
          case "&&", "||" -> left.fits(InferredKinds.TRUTH) && right.fits(InferredKinds.TRUTH);
          case "=~", "!~" -> left.fits(InferredKinds.TEXT) && right.fits(InferredKinds.TEXT);
          case "+", "-", "*", "/", "%" ->
              left.fits(InferredKinds.NUMBER) && right.fits(InferredKinds.NUMBER);
          case "<", "<=", ">", ">=" ->
              (left.fits(InferredKinds.NUMBER) && right.fits(InferredKinds.NUMBER))
                  || (left.fits(InferredKinds.TEXT) && right.fits(InferredKinds.TEXT));
          default -> true;
        };
    if (!fit) {
      String operands = left.shown() + " and " + right.shown();
      error("BCP045", binary.at(), "\"" + operator + "\" cannot be applied to " + operands);
      return InferredKinds.ANY;
    }
    return switch (operator) {
      case "??" -> InferredKinds.either(left.withoutNull(), right);
      case "+", "-", "*", "/", "%" -> InferredKinds.NUMBER;
      default -> InferredKinds.TRUTH;
    };
  }

  private Inferred name(String name, Map<String, Inferred> locals) {
    Inferred local = locals.get(name);
    if (local != null) {
      return local;
    }
    return file.symbol(name).map(symbol -> declaration(name, symbol)).orElse(InferredKinds.ANY);
  }

  /** What a declaration stands for; anything while that is found out. */
  Inferred declaration(String name, Statement symbol) {
    Inferred found = declared.putIfAbsent(name, InferredKinds.ANY);
    if (found != null) {
      return found;
    }
    Inferred made = InferredKinds.ANY;
    if (symbol instanceof Statement.Parameter parameter) {
      made = project.declaredTypes().of(new Type(parameter.type(), file, parameter.decorators()));
    } else if (symbol instanceof Statement.Variable variable) {
      Inferred value = of(variable.value(), Map.of());
      made = variable.type().map(t -> project.declaredTypes().of(Type.of(t, file))).orElse(value);
    } else if (symbol instanceof Statement.ImportedSymbol imported) {
      made = silently(() -> imported(project.imports().symbol(file, imported)));
    } else if (symbol instanceof Statement.ResourceDeclaration resource) {
      made = repeated(resource.value(), access.resource(resource));
    } else if (symbol instanceof Statement.ModuleDeclaration module) {
      made = repeated(module.value(), silently(() -> access.module(module)));
    }
    declared.put(name, made);
    return made;
  }

  private static Inferred repeated(Expr body, Inferred each) {
    return body instanceof Expr.For ? InferredKinds.items(each) : each;
  }

  /** What another file declares under a name. */
  Inferred imported(Imports.Found found) {
    return found.statement() instanceof Statement.Variable variable
        ? project.inference(found.file()).declaration(variable.name(), variable)
        : InferredKinds.ANY;
  }

  /** What cannot be found is reported where names are checked, or where values are. */
  Inferred silently(Supplier<Inferred> work) {
    try {
      return work.get();
    } catch (Fault reportedElsewhere) {
      return InferredKinds.ANY;
    }
  }
}
