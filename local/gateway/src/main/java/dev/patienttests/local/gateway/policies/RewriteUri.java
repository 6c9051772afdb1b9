package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.gateway.routing.PathSegments;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code rewrite-uri}: path and query below the backend's base URL, from a template. */
record RewriteUri(Value template, Optional<Target> fixed, boolean copyUnmatched) implements Policy {

  /** Where a template leads once its parameters are in it. */
  private record Target(String path, String query) {

    static Target read(String text) {
      int question = text.indexOf('?');
      String path = question < 0 ? text : text.substring(0, question);
      String rooted = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
      boolean printable = rooted.chars().allMatch(c -> c > ' ' && c < 0x7F);
      if (!printable || (!rooted.isEmpty() && PathSegments.decoded(rooted).isEmpty())) {
        throw PolicyFailure.expression("The rewritten path is not valid.");
      }
      return new Target(rooted, question < 0 ? "" : text.substring(question + 1));
    }
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "rewrite-uri",
        Set.of(Section.INBOUND),
        Set.of("template", "copy-unmatched-params"),
        Content.EMPTY,
        List.of(),
        RewriteUri::read);
  }

  private static RewriteUri read(PolicyReader reader) {
    Value template = reader.required("template");
    Optional<Target> fixed = Optional.empty();
    if (template.literal().filter(text -> !text.contains("{")).isPresent()) {
      try {
        fixed = Optional.of(Target.read(template.literal().get()));
      } catch (PolicyFailure e) {
        throw reader.element().refusal("template", "is no path that can be sent");
      }
    }
    return new RewriteUri(template, fixed, reader.flag("copy-unmatched-params", true));
  }

  @Override
  public Flow run(Exchange exchange) {
    Target target = fixed.orElseGet(() -> Target.read(filled(exchange)));
    String query = target.query();
    String given = exchange.request().url().query();
    if (copyUnmatched && !given.isEmpty()) {
      query = query.isEmpty() ? given : query + "&" + given;
    }
    exchange.request().rewrite(target.path(), query);
    return Flow.CONTINUE;
  }

  private String filled(Exchange exchange) {
    String text = template.text(exchange);
    for (Map.Entry<String, String> parameter : exchange.request().matchedParameters().entrySet()) {
      text = text.replace("{" + parameter.getKey() + "}", encode(parameter.getValue()));
    }
    return text;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
