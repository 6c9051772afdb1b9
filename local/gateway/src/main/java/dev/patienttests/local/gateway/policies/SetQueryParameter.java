package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code set-query-parameter}; what it does not touch stays as the client wrote it. */
record SetQueryParameter(Value name, Value action, List<Value> values) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-query-parameter",
        Set.of(Section.INBOUND, Section.BACKEND),
        Set.of("name", "exists-action"),
        Content.CHILDREN,
        List.of("value"),
        SetQueryParameter::read);
  }

  private static SetQueryParameter read(PolicyReader reader) {
    List<Value> values = new ArrayList<>();
    for (PolicyElement child : reader.children("value")) {
      values.add(reader.of(child, Set.of(), Content.TEXT).text());
    }
    Value action = ExistsAction.read(reader);
    boolean delete = action.literal().filter("delete"::equals).isPresent();
    if (values.isEmpty() && action.literal().isPresent() && !delete) {
      throw reader.element().refusal("a <value> is missing");
    }
    return new SetQueryParameter(reader.required("name"), action, values);
  }

  @Override
  public Flow run(Exchange exchange) {
    RequestUrl url = exchange.request().url();
    String parameter = name.text(exchange);
    List<String> kept = new ArrayList<>();
    boolean exists = false;
    String word = ExistsAction.of(action, exchange);
    boolean drop = word.equals("delete") || word.equals("override");
    for (String pair : url.query().isEmpty() ? new String[0] : url.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = RequestUrl.decode(equals < 0 ? pair : pair.substring(0, equals));
      boolean same = key.equalsIgnoreCase(parameter);
      exists |= same;
      if (!same || !drop) {
        kept.add(pair);
      }
    }
    if (!word.equals("delete") && !(word.equals("skip") && exists)) {
      for (Value value : values) {
        kept.add(encode(parameter) + "=" + encode(value.text(exchange)));
      }
    }
    exchange.request().url(url.with(url.path(), String.join("&", kept)));
    return Flow.CONTINUE;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
