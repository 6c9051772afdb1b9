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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** {@code authentication-basic}: user and password for the backend (RFC 7617). */
record AuthenticationBasic(Value username, Value password) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "authentication-basic",
        Set.of(Section.INBOUND),
        Set.of("username", "password"),
        Content.EMPTY,
        List.of(),
        AuthenticationBasic::read);
  }

  private static AuthenticationBasic read(PolicyReader reader) {
    Value username = reader.required("username");
    if (username.literal().filter(text -> text.contains(":")).isPresent()) {
      throw reader.element().refusal("username", "holds a colon, where the password would begin");
    }
    return new AuthenticationBasic(username, reader.required("password"));
  }

  @Override
  public Flow run(Exchange exchange) {
    String user = username.text(exchange);
    if (user.contains(":")) {
      throw PolicyFailure.expression("The user name holds a colon.");
    }
    byte[] credentials = (user + ":" + password.text(exchange)).getBytes(StandardCharsets.UTF_8);
    exchange
        .request()
        .headers()
        .set("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    return Flow.CONTINUE;
  }
}
