package dev.patienttests.local.gateway.liquid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a template's pieces into nodes. */
final class BlockParser {
  private static final int MAX_DEPTH = 80;
  private static final Set<String> VERBATIM = Set.of("raw", "literal", "comment");
  private static final Map<String, String> REFUSED =
      Map.of(
          "include", "templates come from files",
          "extends", "templates come from files",
          "block", "templates come from files",
          "param", "it changes how the engine works",
          "addfilters", "it changes how the engine works");

  /** A tag whose name was read. */
  record Tag(String name, Markup markup, int index) {
    LiquidSyntaxException refusal(String detail) {
      return new LiquidSyntaxException(index, "{% " + name + " %}: " + detail);
    }
  }

  private final List<Piece> pieces;
  private final TemplateNames names;
  private int next;
  private int depth;

  BlockParser(List<Piece> pieces, TemplateNames names) {
    this.pieces = pieces;
    this.names = names;
  }

  List<Node> whole() {
    List<Node> nodes = new ArrayList<>();
    Optional<Tag> stray = until(nodes);
    if (stray.isPresent()) {
      throw stray.get().refusal("nothing is open that it could belong to");
    }
    return List.copyOf(nodes);
  }

  TemplateNames names() {
    return names;
  }

  /** Reads nodes up to a tag that begins no node; absent at the end of the template. */
  Optional<Tag> until(List<Node> nodes) {
    while (next < pieces.size()) {
      Piece piece = pieces.get(next++);
      switch (piece.kind()) {
        case TEXT -> nodes.add(text(piece.text()));
        case OUTPUT -> {
          Markup markup = new Markup(piece, names);
          Filtered value = markup.filtered();
          markup.end();
          nodes.add(value);
        }
        case TAG -> {
          Tag tag = tag(piece);
          Optional<Node> node = node(tag);
          if (node.isEmpty()) {
            return Optional.of(tag);
          }
          nodes.add(node.get());
        }
      }
    }
    return Optional.empty();
  }

  private Tag tag(Piece piece) {
    Markup markup = new Markup(piece, names);
    markup.blanks();
    int index = markup.index();
    return new Tag(markup.name(), markup, index);
  }

  private static Node text(String text) {
    return rendering -> {
      rendering.write(text);
      return Node.Next.NODE;
    };
  }

  /** The nodes of a block and the tag that ends them, one of those. */
  Tag block(Tag opening, List<Node> nodes, Set<String> ends) {
    if (++depth > MAX_DEPTH) {
      throw opening.refusal("blocks nest deeper than " + MAX_DEPTH);
    }
    Tag end = until(nodes).orElseThrow(() -> opening.refusal("is not closed"));
    depth--;
    if (!ends.contains(end.name())) {
      throw end.refusal("does not belong to {% " + opening.name() + " %}");
    }
    return end;
  }

  /** A tag that ends what is open is no node. */
  private Optional<Node> node(Tag tag) {
    if (VERBATIM.contains(tag.name())) {
      return Optional.of(verbatim(tag));
    }
    return Optional.ofNullable(
        switch (tag.name()) {
          case "if", "unless" -> Branches.read(this, tag);
          case "case" -> CaseOf.read(this, tag);
          case "for", "JSONArrayFor" -> Loop.read(this, tag);
          case "assign" -> assign(tag);
          case "capture" -> capture(tag);
          case "cycle" -> cycle(tag);
          case "break" -> leave(tag, Node.Next.LOOP_END);
          case "continue" -> leave(tag, Node.Next.ITEM);
          case "else", "elsif", "elseif", "when" -> null;
          default -> {
            if (tag.name().startsWith("end")) {
              yield null;
            }
            throw tag.refusal(unknown(tag.name()));
          }
        });
  }

  private static String unknown(String name) {
    String why = REFUSED.get(name.toLowerCase(Locale.ROOT));
    return why == null
        ? "this tag is unknown or not supported"
        : "this tag is not supported: " + why;
  }

  /** What stands in it is not read. */
  private Node verbatim(Tag tag) {
    tag.markup().end();
    StringBuilder text = new StringBuilder();
    while (next < pieces.size()) {
      Piece piece = pieces.get(next++);
      if (piece.kind() == Piece.Kind.TAG && piece.text().strip().equals("end" + tag.name())) {
        return text(tag.name().equals("comment") ? "" : text.toString());
      }
      text.append(
          switch (piece.kind()) {
            case TEXT -> piece.text();
            case OUTPUT -> "{{" + piece.text() + "}}";
            case TAG -> "{%" + piece.text() + "%}";
          });
    }
    throw tag.refusal("is not closed");
  }

  private Node assign(Tag tag) {
    String name = tag.markup().name();
    tag.markup().expect("=");
    Filtered value = tag.markup().filtered();
    tag.markup().end();
    names.assigned(name);
    return rendering -> {
      rendering.assign(name, value.value(rendering));
      return Node.Next.NODE;
    };
  }

  private Node capture(Tag tag) {
    String name = tag.markup().name();
    tag.markup().end();
    names.assigned(name);
    List<Node> nodes = new ArrayList<>();
    block(tag, nodes, Set.of("endcapture")).markup().end();
    List<Node> captured = List.copyOf(nodes);
    return rendering -> {
      rendering.assign(name, rendering.captured(captured));
      return Node.Next.NODE;
    };
  }

  private static Node cycle(Tag tag) {
    List<Operand> values = new ArrayList<>();
    Markup markup = tag.markup();
    values.add(markup.operand());
    Optional<Operand> group = Optional.empty();
    if (markup.take(":")) {
      group = Optional.of(values.remove(0));
      values.add(markup.operand());
    }
    while (markup.take(",")) {
      values.add(markup.operand());
    }
    markup.end();
    String unnamed = values.toString();
    Optional<Operand> name = group;
    return rendering -> {
      String key = name.map(n -> "=" + Values.text(n.value(rendering))).orElse(unnamed);
      Operand turn = values.get(rendering.turn(key) % values.size());
      rendering.write(Values.shown(turn.value(rendering)));
      return Node.Next.NODE;
    };
  }

  private static Node leave(Tag tag, Node.Next next) {
    tag.markup().end();
    return rendering -> next;
  }
}
