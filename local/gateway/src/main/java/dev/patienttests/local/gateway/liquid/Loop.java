package dev.patienttests.local.gateway.liquid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code for}, and the service's own {@code JSONArrayFor}, which writes commas between the items.
 */
record Loop(
    String variable,
    Operand items,
    boolean reversed,
    Optional<Operand> offset,
    Optional<Operand> limit,
    boolean commas,
    List<Node> nodes)
    implements Node {

  static Node read(BlockParser parser, BlockParser.Tag opening) {
    Markup markup = opening.markup();
    boolean commas = opening.name().equals("JSONArrayFor");
    String variable = markup.name();
    if (!markup.word("in")) {
      throw markup.refusal("expected 'in'");
    }
    Operand items = markup.operand();
    boolean reversed = !commas && markup.word("reversed");
    Optional<Operand> offset = Optional.empty();
    Optional<Operand> limit = Optional.empty();
    while (!commas && !markup.atEnd()) {
      boolean isLimit = markup.word("limit");
      if (!isLimit && !markup.word("offset")) {
        markup.end();
      }
      markup.expect(":");
      if (!isLimit && markup.word("continue")) {
        throw markup.refusal("offset:continue is not supported");
      }
      Optional<Operand> value = Optional.of(markup.operand());
      limit = isLimit ? value : limit;
      offset = isLimit ? offset : value;
      markup.take(",");
    }
    markup.end();
    parser.names().enter(variable);
    List<Node> nodes = new ArrayList<>();
    parser.block(opening, nodes, Set.of("end" + opening.name())).markup().end();
    parser.names().leave();
    return new Loop(variable, items, reversed, offset, limit, commas, List.copyOf(nodes));
  }

  @Override
  public Next render(Rendering rendering) {
    List<?> segment = segment(rendering);
    Map<String, Object> scope = new HashMap<>();
    rendering.enter(scope);
    try {
      for (int i = 0; i < segment.size(); i++) {
        rendering.step();
        if (commas && i > 0) {
          rendering.write(",");
        }
        scope.put(variable, segment.get(i));
        scope.put("forloop", position(i, segment.size()));
        if (rendering.all(nodes) == Next.LOOP_END) {
          break;
        }
      }
    } finally {
      rendering.leave();
    }
    return Next.NODE;
  }

  private List<?> segment(Rendering rendering) {
    List<?> all = Values.items(items.value(rendering));
    rendering.read(all);
    long from = offset.map(o -> Values.whole(o.value(rendering))).orElse(0L);
    long most = limit.map(l -> Values.whole(l.value(rendering))).orElse((long) all.size());
    int start = (int) Math.max(0, Math.min(from, all.size()));
    int end = (int) Math.max(start, Math.min(from + most, all.size()));
    List<Object> segment = new ArrayList<>(all.subList(start, end));
    if (reversed) {
      Collections.reverse(segment);
    }
    return segment;
  }

  /** Members with small and with capital letters: versions of DotLiquid differ in C# mode. */
  private static Map<String, Object> position(int index, int length) {
    Map<String, Object> position = new HashMap<>();
    Map.of(
            "length",
            (Object) (long) length,
            "index",
            index + 1L,
            "index0",
            (long) index,
            "rindex",
            (long) length - index,
            "rindex0",
            (long) length - index - 1,
            "first",
            index == 0,
            "last",
            index == length - 1)
        .forEach(
            (name, value) -> {
              position.put(name, value);
              position.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), value);
            });
    return position;
  }
}
