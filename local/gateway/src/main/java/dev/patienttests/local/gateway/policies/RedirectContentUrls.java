package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.Section;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code redirect-content-urls}: links to the backend in a response's body become links to the API
 * at the gateway, and the other way round in a request's body. Headers stay as they are.
 */
record RedirectContentUrls(boolean onRequest) implements Policy {
  /** What would make of a URL another one: a longer host, port or path segment. */
  private static final String NO_LONGER = "(?![A-Za-z0-9._~%:-])";

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "redirect-content-urls",
        Set.of(Section.INBOUND, Section.OUTBOUND),
        Set.of(),
        Content.EMPTY,
        List.of(),
        reader -> new RedirectContentUrls(SetHeader.onRequest(reader)));
  }

  @Override
  public Flow run(Exchange exchange) {
    Optional<MessageBody> body =
        onRequest ? exchange.request().body() : Responses.current(exchange).body();
    Optional<RequestUrl> base = exchange.request().base();
    if (body.isEmpty() || base.isEmpty() || exchange.api().isEmpty()) {
      return Flow.CONTINUE;
    }
    String inside = withoutSlash(base.get().with(base.get().path(), "").toString());
    RequestUrl here = exchange.request().originalUrl();
    String outside = withoutSlash(here.with("/" + exchange.api().get().path(), "").toString());
    Pattern from = Pattern.compile(Pattern.quote(onRequest ? outside : inside) + NO_LONGER);
    // URLs are ASCII: read so, every other octet of the body comes out as it went in.
    String text = new String(body.get().content(), StandardCharsets.ISO_8859_1);
    Matcher found = from.matcher(text);
    if (found.find()) {
      String to = Matcher.quoteReplacement(onRequest ? inside : outside);
      MessageBody changed =
          new MessageBody(found.replaceAll(to).getBytes(StandardCharsets.ISO_8859_1));
      if (onRequest) {
        exchange.request().body(changed);
      } else {
        Responses.current(exchange).body(changed);
      }
    }
    return Flow.CONTINUE;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
