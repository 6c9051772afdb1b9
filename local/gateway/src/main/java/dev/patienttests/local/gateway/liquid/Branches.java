package dev.patienttests.local.gateway.liquid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code if} and {@code unless}: the first branch whose condition holds. */
record Branches(List<Branch> branches) implements Node {
  private static final Set<String> ELSE_IF = Set.of("elsif", "elseif");

  private record Branch(Condition condition, List<Node> nodes) {}

  static Node read(BlockParser parser, BlockParser.Tag opening) {
    String end = "end" + opening.name();
    List<Branch> branches = new ArrayList<>();
    Condition condition = Condition.read(opening.markup());
    if (opening.name().equals("unless")) {
      Condition given = condition;
      condition = rendering -> !given.holds(rendering);
    }
    while (true) {
      List<Node> nodes = new ArrayList<>();
      BlockParser.Tag tag = parser.block(opening, nodes, Set.of("elsif", "elseif", "else", end));
      branches.add(new Branch(condition, List.copyOf(nodes)));
      if (ELSE_IF.contains(tag.name())) {
        condition = Condition.read(tag.markup());
        continue;
      }
      tag.markup().end();
      if (tag.name().equals(end)) {
        return new Branches(List.copyOf(branches));
      }
      List<Node> otherwise = new ArrayList<>();
      parser.block(opening, otherwise, Set.of(end)).markup().end();
      branches.add(new Branch(rendering -> true, List.copyOf(otherwise)));
      return new Branches(List.copyOf(branches));
    }
  }

  @Override
  public Next render(Rendering rendering) {
    for (Branch branch : branches) {
      if (branch.condition().holds(rendering)) {
        return rendering.all(branch.nodes());
      }
    }
    return Next.NODE;
  }
}
