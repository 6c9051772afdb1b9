package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.model.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A template as DotLiquid 2.0 reads it with C# names (Azure documentation, set-body). What that
 * engine skips, or takes from files, is refused when the template is read.
 */
public final class LiquidTemplate {
  private final List<Node> nodes;

  private LiquidTemplate(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * Reads a template.
   *
   * @throws LiquidSyntaxException where it cannot be read or uses what is not supported
   */
  public static LiquidTemplate parse(String text) {
    TemplateNames names = new TemplateNames();
    BlockParser parser = new BlockParser(Piece.cut(text), names);
    List<Node> nodes = parser.whole();
    names.check();
    return new LiquidTemplate(nodes);
  }

  /**
   * Renders it.
   *
   * @param body what {@code body} stands for
   * @throws LiquidException where the values do not fit, or it would take too much
   * @throws dev.patienttests.local.gateway.expression.DotNetException likewise
   */
  public String render(BodyValue body, Exchange exchange) {
    Map<String, Object> roots = new HashMap<>();
    roots.put("body", body.value());
    roots.put("context", ContextMembers.of(exchange));
    Rendering rendering = new Rendering(roots, exchange.now());
    rendering.all(nodes);
    return rendering.text();
  }
}
