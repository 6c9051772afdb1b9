package dev.patienttests.patient;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most {@link #SIZE}
 * @param next what asks for the next page, if there is one
 * @param <T> what is listed
 */
record Page<T>(List<Stored<T>> items, Optional<String> next) {
  /** Most items of a page. */
  static final int SIZE = 50;

  /** What a query asks for: one more than a page shows, to know whether there is a next one. */
  static final int LOOK_AHEAD = SIZE + 1;

  Page {
    items = List.copyOf(items);
  }

  /**
   * The first of what a query has found.
   *
   * @param token makes the text that asks for what comes after an item
   */
  static <T> Page<T> of(List<Stored<T>> found, Function<T, String> token) {
    if (found.size() <= SIZE) {
      return new Page<>(found, Optional.empty());
    }
    return new Page<>(
        found.subList(0, SIZE), Optional.of(token.apply(found.get(SIZE - 1).value())));
  }
}
