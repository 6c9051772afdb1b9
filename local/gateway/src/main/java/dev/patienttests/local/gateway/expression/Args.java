package dev.patienttests.local.gateway.expression;

import java.util.Map;

/**
 * What a method is called with.
 *
 * @param self what it is called on; null for a static method
 * @param values the arguments; an {@code out} parameter leaves its value here
 * @param types what the type variables of the method stand for
 */
@SuppressWarnings("ArrayRecordComponent")
record Args(Object self, Object[] values, Map<String, CsType> types, Frame frame) {
  Object at(int index) {
    return values[index];
  }

  /** A string that must not be null. */
  String text(int index) {
    if (values[index] == null) {
      throw DotNetException.argumentNull("value");
    }
    return values[index].toString();
  }

  /** A string or null. */
  String maybe(int index) {
    return (String) values[index];
  }

  int number(int index) {
    return (Integer) values[index];
  }

  boolean flag(int index) {
    return (Boolean) values[index];
  }

  CsDelegate code(int index) {
    if (values[index] == null) {
      throw DotNetException.argumentNull("predicate");
    }
    return (CsDelegate) values[index];
  }

  CsType type(String variable) {
    return types.get(variable);
  }

  String me() {
    return (String) self;
  }

  <T> T me(Class<T> type) {
    return type.cast(self);
  }

  <T> T at(int index, Class<T> type) {
    if (values[index] == null) {
      throw DotNetException.argumentNull("value");
    }
    return type.cast(values[index]);
  }

  Budget budget() {
    return frame.budget();
  }
}
