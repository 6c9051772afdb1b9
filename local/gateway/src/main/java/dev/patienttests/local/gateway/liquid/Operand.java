package dev.patienttests.local.gateway.liquid;

import java.util.List;
import java.util.stream.LongStream;

/** What stands for a value in a template. */
sealed interface Operand {

  /** The value; null is Liquid's nil. */
  Object value(Rendering rendering);

  /** A text, number or bool. */
  record Literal(Object constant) implements Operand {
    @Override
    public Object value(Rendering rendering) {
      return constant;
    }
  }

  /** {@code empty} and {@code blank}, which both mean: holds nothing. */
  record Empty() implements Operand {
    @Override
    public Object value(Rendering rendering) {
      return this;
    }
  }

  /** Whole numbers from one to another. */
  record Range(Operand from, Operand to) implements Operand {
    @Override
    public Object value(Rendering rendering) {
      long first = Values.whole(from.value(rendering));
      long last = Values.whole(to.value(rendering));
      if (last - first >= Rendering.LONGEST_LIST) {
        throw new LiquidException("A range is longer than " + Rendering.LONGEST_LIST + ".");
      }
      List<Long> numbers = LongStream.rangeClosed(first, last).boxed().toList();
      rendering.read(numbers);
      return numbers;
    }
  }

  /** A variable, and the way to something inside of it. */
  record Path(String root, List<Part> parts) implements Operand {
    @Override
    public Object value(Rendering rendering) {
      Object value = rendering.variable(root);
      for (Part part : parts) {
        if (value == null) {
          return null;
        }
        Object key = part.key().value(rendering);
        value = Values.member(value, key, part.bracketed());
      }
      return value;
    }
  }

  /**
   * A step of a path.
   *
   * @param bracketed whether it stood in brackets, where size, first and last have no meaning
   */
  record Part(Operand key, boolean bracketed, int index) {}
}
