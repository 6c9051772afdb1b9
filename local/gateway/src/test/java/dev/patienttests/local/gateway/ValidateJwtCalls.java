package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;

/** A policy {@code validate-jwt}, whom it trusts, and calls with tokens. */
abstract class ValidateJwtCalls {
  static final String THINGS = "/shop/v1/things";
  static final String AUDIENCES = "<audiences><audience>me</audience></audiences>";

  Engine engine;
  TestIssuer issuer;

  /** A policy with these attributes and children that trusts the issuer. */
  void policy(String attributes, String children) {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    issuer.publish(engine);
    inbound(attributes, "<openid-config url=\"" + issuer.metadata + "\" />" + children);
  }

  void inbound(String attributes, String children) {
    engine.configs.api =
        Engine.inbound("<validate-jwt " + attributes + ">" + children + "</validate-jwt>")
            .configs
            .api;
  }

  void policy(String children) {
    policy("header-name=\"Authorization\"", children);
  }

  Exchange call(String token) {
    return engine.get(THINGS, "Authorization", "Bearer " + token);
  }

  static void isAccepted(Exchange exchange) {
    assertThat(exchange.lastError()).isEmpty();
    assertThat(Engine.status(exchange)).isEqualTo(200);
  }

  static void isRefused(Exchange exchange, String reason) {
    LastError error = exchange.lastError().orElseThrow();
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(error.source()).isEqualTo("validate-jwt");
    assertThat(Engine.status(exchange)).isEqualTo(401);
    assertThat(exchange.backend()).isEmpty();
  }

  static String message(Exchange exchange) {
    return exchange.lastError().orElseThrow().message();
  }
}
