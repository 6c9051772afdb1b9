package dev.patienttests.local.gateway.expression;

import java.util.List;

/**
 * A method, constructor, or getter of a property.
 *
 * @param on the type that it belongs to, with that type's variables
 * @param extension whether null may be the receiver, for the method to refuse
 * @param variables type variables of its own
 * @param varargs whether the last parameter is {@code params}
 * @param out index of the {@code out} parameter, or -1
 */
record Method(
    CsType on,
    String name,
    boolean isStatic,
    boolean extension,
    List<String> variables,
    CsType returns,
    List<CsType> parameters,
    List<String> names,
    boolean varargs,
    int out,
    Code code) {

  /** What a method does. */
  @FunctionalInterface
  interface Code {
    Object run(Args a);
  }
}
