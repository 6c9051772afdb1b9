package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;

/** Runs a template over the answer of a backend. */
final class LiquidSetup {
  private LiquidSetup() {}

  static String document(String outbound) {
    return "<policies>\n<inbound><base /><set-variable name=\"v\" value=\"of a variable\" />"
        + "<set-variable name=\"n\" value=\"@(7)\" /></inbound>\n<backend><base /></backend>\n"
        + "<outbound>\n"
        + outbound
        + "</outbound>\n<on-error />\n</policies>";
  }

  static String template(String attributes, String template) {
    return document(
        "<set-body template=\"liquid\"" + attributes + "><![CDATA[" + template + "]]></set-body>");
  }

  static GatewayFixture load(String document) {
    return GatewayFixture.of(
        new TestService()
            .api(TestService.text("t.xml", document))
            .namedValue("known", "K")
            .build());
  }

  static TestRun run(String document, String type, String body) {
    GatewayFixture gateway = load(document);
    gateway.backend(call -> Answers.of(201, body, "Content-Type", type, "X-Of", "a", "X-Of", "b"));
    return gateway.send(TestRequest.get("/test/orders?q=5&r=").header("x-sent", "s"));
  }

  /** What the template makes of JSON; {@code '} stands for a quote in it. */
  static String rendered(String template, String json) {
    TestRun run =
        run(template("", template), "application/json; charset=utf-8", json.replace('\'', '"'));
    return run.lastError().map(e -> e.reason() + " " + e.message()).orElseGet(run::body);
  }
}
