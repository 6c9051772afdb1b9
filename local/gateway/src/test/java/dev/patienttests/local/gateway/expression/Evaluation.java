package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Compiles expressions and evaluates them. */
final class Evaluation {
  private Evaluation() {}

  /** An exchange of that request. */
  static Exchange exchange(Request request) {
    return new Exchange(
        UUID.fromString("7f3c9a52-0b1e-4d68-9c27-5e8a41d0b6f3"),
        () -> Instant.parse("2026-03-14T09:26:53Z"),
        new Exchange.Service("apim-test", "apim-test.azure-api.net", "westeurope"),
        request);
  }

  static CompiledExpression compile(String code) {
    return new ExpressionCompiler()
        .compile(PolicyValue.of("test.xml", code), "set-variable", Optional.of("value"));
  }

  /** The value as text, or the simple name of the exception. */
  static String outcome(String code, Exchange exchange) {
    try {
      Object value = compile(code).evaluate(exchange);
      return value == null ? "null" : RuntimeTypes.text(value);
    } catch (DotNetException e) {
      return e.typeName().substring(e.typeName().lastIndexOf('.') + 1);
    }
  }
}
