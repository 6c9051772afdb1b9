package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code rewrite-uri}: path and query below the backend's base URL, from a template. */
record RewriteUri(Value template, boolean copyUnmatched) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "rewrite-uri",
        Set.of(Section.INBOUND),
        Set.of("template", "copy-unmatched-params"),
        Content.EMPTY,
        Set.of(),
        reader ->
            new RewriteUri(
                reader.required("template"), reader.flag("copy-unmatched-params", true)));
  }

  @Override
  public Flow run(Exchange exchange) {
    String target = template.text(exchange);
    for (Map.Entry<String, String> parameter : exchange.request().matchedParameters().entrySet()) {
      target = target.replace("{" + parameter.getKey() + "}", encode(parameter.getValue()));
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    if (!path.isEmpty() && !path.startsWith("/")) {
      path = "/" + path;
    }
    if (!path.matches("[!-~]*") || ("/" + path + "/").contains("/../")) {
      throw PolicyFailure.expression("The rewritten path is not valid.");
    }
    List<String> parts = new ArrayList<>();
    if (!query.isEmpty()) {
      parts.add(query);
    }
    if (copyUnmatched && !exchange.request().url().query().isEmpty()) {
      parts.add(exchange.request().url().query());
    }
    exchange.request().rewrite(path, String.join("&", parts));
    return Flow.CONTINUE;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
