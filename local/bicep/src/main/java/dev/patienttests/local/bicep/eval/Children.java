package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** The parts of expressions. */
final class Children {
  private Children() {}

  /** The expressions directly inside of another, in source order. */
  static List<Expr> of(Expr expr) {
    List<Expr> children = new ArrayList<>();
    if (expr instanceof Expr.Interpolation interpolation) {
      children.addAll(interpolation.holes());
    } else if (expr instanceof Expr.ArrayLiteral array) {
      array.items().forEach(item -> children.add(item.value()));
    } else if (expr instanceof Expr.ObjectLiteral object) {
      object.items().forEach(item -> add(item, children));
    } else if (expr instanceof Expr.Call call) {
      call.target().ifPresent(children::add);
      children.addAll(call.arguments());
    } else if (expr instanceof Expr.Member member) {
      children.add(member.base());
    } else if (expr instanceof Expr.Index index) {
      children.add(index.base());
      children.add(index.index());
    } else if (expr instanceof Expr.NestedName nested) {
      children.add(nested.base());
    } else if (expr instanceof Expr.NonNull nonNull) {
      children.add(nonNull.base());
    } else if (expr instanceof Expr.Unary unary) {
      children.add(unary.operand());
    } else if (expr instanceof Expr.Binary binary) {
      children.add(binary.left());
      children.add(binary.right());
    } else if (expr instanceof Expr.Ternary ternary) {
      children.addAll(List.of(ternary.condition(), ternary.whenTrue(), ternary.whenFalse()));
    } else if (expr instanceof Expr.Lambda lambda) {
      children.add(lambda.body());
    } else if (expr instanceof Expr.For loop) {
      children.addAll(List.of(loop.source(), loop.body()));
    } else if (expr instanceof Expr.If condition) {
      children.addAll(List.of(condition.condition(), condition.body()));
    }
    return children;
  }

  /** The same of an object, without nested resources. */
  static List<Expr> ofProperties(Expr.ObjectLiteral object) {
    List<Expr> children = new ArrayList<>();
    for (Expr.Item item : object.items()) {
      if (!(item instanceof Expr.Item.Nested)) {
        add(item, children);
      }
    }
    return children;
  }

  private static void add(Expr.Item item, List<Expr> children) {
    if (item instanceof Expr.Item.Property property) {
      if (property.key() instanceof Expr.Interpolation) {
        children.add(property.key());
      }
      children.add(property.value());
    } else if (item instanceof Expr.Item.Spread spread) {
      children.add(spread.value());
    } else if (item instanceof Expr.Item.Nested nested) {
      children.add(nested.resource().value());
    }
  }
}
