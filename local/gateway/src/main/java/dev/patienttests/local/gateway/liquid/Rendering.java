package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.expression.NetPattern;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One rendering of a template: its variables, its text, and what it may still do. */
final class Rendering {
  /** Items that a list may have which a template makes. */
  static final int LONGEST_LIST = 100_000;

  private static final int MAX_STEPS = 1_000_000;

  /** Characters and items that filters, conditions and loops may look at. */
  private static final int MAX_READ = 50_000_000;

  /** Characters that the result, and all results of filters together, may have. */
  static final int MAX_LENGTH = 16 * 1024 * 1024;

  private final Map<String, Object> roots;
  private final Instant now;
  private final Map<String, Object> assigned = new HashMap<>();
  private final Map<String, Integer> cycles = new HashMap<>();
  private final Map<String, NetPattern> patterns = new HashMap<>();
  private final Deque<Map<String, Object>> loops = new ArrayDeque<>();
  private StringBuilder out = new StringBuilder();
  private int steps;
  private long made;
  private long read;

  Rendering(Map<String, Object> roots, Instant now) {
    this.roots = roots;
    this.now = now;
  }

  Instant now() {
    return now;
  }

  /** A variable, null where there is none: of the loops inside out, then assigned, then given. */
  Object variable(String name) {
    for (Map<String, Object> loop : loops) {
      if (loop.containsKey(name)) {
        return loop.get(name);
      }
    }
    return assigned.containsKey(name) ? assigned.get(name) : roots.get(name);
  }

  void assign(String name, Object value) {
    assigned.put(name, value);
  }

  void enter(Map<String, Object> loop) {
    loops.push(loop);
  }

  void leave() {
    loops.pop();
  }

  /** How often a cycle was asked before. */
  int turn(String cycle) {
    return cycles.merge(cycle, 1, Integer::sum) - 1;
  }

  /** A regular expression, compiled once for a rendering. */
  NetPattern pattern(String text) {
    try {
      return patterns.computeIfAbsent(text, NetPattern::new);
    } catch (IllegalArgumentException e) {
      throw new LiquidException("A pattern is no regular expression.");
    }
  }

  void write(String text) {
    charge(text.length());
    out.append(text);
  }

  /**
   * Writes a value; a list as its items, one after the other, so that no more is made than may be.
   */
  void show(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(item -> write(Values.shown(Values.text(item))));
    } else {
      write(Values.shown(value));
    }
  }

  /** Counts what is looked at: a long text or list in a loop would take hours. */
  void read(Object value) {
    if (value instanceof String text) {
      read += text.length();
    } else if (value instanceof List<?> list) {
      read += list.size();
    } else if (value instanceof Element element) {
      read += element.children().size();
    }
    if (read > MAX_READ) {
      throw new LiquidException("The template reads more than " + MAX_READ + " characters.");
    }
  }

  /** Counts what is made, so that a template in a loop cannot fill the memory. */
  void charge(long length) {
    fits(length);
    made += length;
  }

  /** Refuses a text of that length, before it is made. */
  void fits(long length) {
    if (made + length > MAX_LENGTH) {
      throw new LiquidException("The template makes more than " + MAX_LENGTH + " characters.");
    }
  }

  /** Counts a node, or a turn of a loop, which may hold none. */
  void step() {
    if (++steps > MAX_STEPS) {
      throw new LiquidException("The template took more than " + MAX_STEPS + " steps.");
    }
  }

  Node.Next all(List<Node> nodes) {
    for (Node node : nodes) {
      step();
      Node.Next next = node.render(this);
      if (next != Node.Next.NODE) {
        return next;
      }
    }
    return Node.Next.NODE;
  }

  /** What nodes write, kept apart. */
  String captured(List<Node> nodes) {
    StringBuilder outer = out;
    out = new StringBuilder();
    try {
      // What leaves a loop from inside of a capture would leave half of a text.
      all(nodes);
      return out.toString();
    } finally {
      out = outer;
    }
  }

  String text() {
    return out.toString();
  }
}
