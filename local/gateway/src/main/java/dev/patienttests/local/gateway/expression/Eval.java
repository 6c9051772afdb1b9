package dev.patienttests.local.gateway.expression;

/** A compiled part of an expression. */
@FunctionalInterface
interface Eval {
  /** The value; Java's null is C#'s. */
  Object eval(Frame frame);
}
