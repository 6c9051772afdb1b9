package dev.patienttests.local.gateway.expression;

/** A value that knows its .NET type. */
interface Typed {
  CsType type();
}
