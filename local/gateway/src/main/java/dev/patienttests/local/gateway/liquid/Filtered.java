package dev.patienttests.local.gateway.liquid;

import java.util.List;

/** A value that goes through filters. */
record Filtered(Operand operand, List<Step> filters) implements Node {

  /** A filter with its arguments. */
  record Step(Filter filter, List<Operand> arguments) {}

  Object value(Rendering rendering) {
    Object value = operand.value(rendering);
    for (Step step : filters) {
      List<Object> arguments = new java.util.ArrayList<>(step.arguments().size());
      step.arguments().forEach(argument -> arguments.add(argument.value(rendering)));
      rendering.read(Values.plain(value));
      value =
          step.filter().code().apply(Values.plain(value), new Filter.Args(arguments, rendering));
      if (value instanceof String text) {
        rendering.charge(text.length());
      }
    }
    return value;
  }

  @Override
  public Next render(Rendering rendering) {
    rendering.show(value(rendering));
    return Next.NODE;
  }
}
