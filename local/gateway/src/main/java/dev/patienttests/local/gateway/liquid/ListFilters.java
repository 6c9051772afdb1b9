package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.expression.NetValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Filters of lists. Nil stays nil. */
final class ListFilters {
  private ListFilters() {}

  private interface OnList {
    Object apply(List<?> list, Filter.Args arguments);
  }

  private static Filter filter(int least, int most, OnList code) {
    return new Filter(least, most, (input, a) -> input == null ? null : code.apply(list(input), a));
  }

  static void register(Map<String, Filter> all) {
    all.put("Size", new Filter(0, 0, (input, a) -> size(input)));
    all.put("First", filter(0, 0, (list, a) -> list.isEmpty() ? null : list.get(0)));
    all.put("Last", filter(0, 0, (list, a) -> list.isEmpty() ? null : list.get(list.size() - 1)));
    all.put("Join", filter(0, 1, ListFilters::join));
    all.put("Map", filter(1, 1, ListFilters::map));
    all.put("Sort", filter(0, 1, ListFilters::sort));
    all.put("Uniq", filter(0, 0, (list, a) -> flat(list).stream().distinct().toList()));
    all.put(
        "Compact",
        filter(0, 0, (list, a) -> flat(list).stream().filter(Objects::nonNull).toList()));
  }

  private static List<?> list(Object input) {
    if (input instanceof List<?> list) {
      return list;
    }
    if (input instanceof Element element) {
      return element.children();
    }
    throw new LiquidException("The filter needs a list.");
  }

  private static Object size(Object input) {
    if (input instanceof String text) {
      return (long) text.length();
    }
    if (input instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    return input instanceof List || input instanceof Element ? (long) list(input).size() : 0L;
  }

  private static Object join(List<?> list, Filter.Args a) {
    String given = a.text(0, " ");
    String glue = given == null ? "" : given;
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      String text = Values.text(list.get(i));
      joined.append(i == 0 ? "" : glue).append(text == null ? "" : text);
      a.rendering().fits(joined.length());
    }
    return joined.toString();
  }

  private static Object map(List<?> list, Filter.Args a) {
    List<Object> mapped = new ArrayList<>();
    for (Object item : list) {
      mapped.add(item == null ? null : Values.member(item, a.at(0), true));
    }
    return mapped;
  }

  private static List<Object> flat(List<?> list) {
    List<Object> flat = new ArrayList<>();
    for (Object item : list) {
      if (item instanceof List<?> inner) {
        flat.addAll(flat(inner));
      } else {
        flat.add(Values.plain(item));
      }
    }
    return flat;
  }

  /** Texts without regard to case. */
  private static Object sort(List<?> list, Filter.Args a) {
    List<Object> sorted = flat(list);
    Object property = a.at(0);
    Comparator<Object> order = ListFilters::order;
    sorted.sort(
        property == null
            ? order
            : (x, y) -> order(Values.member(x, property, true), Values.member(y, property, true)));
    return sorted;
  }

  private static int order(Object givenLeft, Object givenRight) {
    Object left = Values.plain(givenLeft);
    Object right = Values.plain(givenRight);
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    if (left instanceof String a && right instanceof String b) {
      return a.toUpperCase(Locale.ROOT).compareTo(b.toUpperCase(Locale.ROOT));
    }
    if (NetValues.isNumber(left) && NetValues.isNumber(right)) {
      return NetValues.compareNumbers(left, right);
    }
    throw new LiquidException("Values of a list have no order.");
  }
}
