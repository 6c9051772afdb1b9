package dev.patienttests.local.gateway.liquid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A case tag: all of its branches that fit are written, the last one where none before did. */
record CaseOf(Operand value, List<When> whens) implements Node {

  /** No values stand for else. */
  private record When(List<Operand> values, List<Node> nodes) {}

  static Node read(BlockParser parser, BlockParser.Tag opening) {
    Operand value = opening.markup().operand();
    opening.markup().end();
    List<When> whens = new ArrayList<>();
    Set<String> next = Set.of("when", "else", "endcase");
    // What stands before the first when belongs to nothing.
    BlockParser.Tag tag = parser.block(opening, new ArrayList<>(), next);
    while (!tag.name().equals("endcase")) {
      List<Operand> values = new ArrayList<>();
      if (tag.name().equals("when")) {
        do {
          values.add(tag.markup().operand());
        } while (tag.markup().take(",") || tag.markup().word("or"));
      }
      tag.markup().end();
      List<Node> nodes = new ArrayList<>();
      tag = parser.block(opening, nodes, next);
      whens.add(new When(List.copyOf(values), List.copyOf(nodes)));
    }
    tag.markup().end();
    return new CaseOf(value, List.copyOf(whens));
  }

  @Override
  public Next render(Rendering rendering) {
    Object wanted = value.value(rendering);
    boolean found = false;
    for (When when : whens) {
      long times =
          when.values().isEmpty()
              ? (found ? 0 : 1)
              : when.values().stream()
                  .filter(v -> Values.equal(wanted, v.value(rendering)))
                  .count();
      found |= !when.values().isEmpty() && times > 0;
      for (long i = 0; i < times; i++) {
        Next next = rendering.all(when.nodes());
        if (next != Next.NODE) {
          return next;
        }
      }
    }
    return Next.NODE;
  }
}
