package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.util.Optional;

/** What fakes answer. */
public final class Answers {
  private Answers() {}

  /**
   * An answer.
   *
   * @param body empty for none
   * @param headers name, value, name, value and so on
   */
  public static Response of(int status, String body, String... headers) {
    return new Response(
        status,
        "",
        headers(headers),
        body.isEmpty() ? Optional.empty() : Optional.of(MessageBody.of(body)));
  }

  /** No answer: the connection fails. To be thrown. */
  public static PolicyFailure unreachable() {
    return PolicyFailure.fault("BackendConnectionFailure", "The connection was refused.");
  }

  /** No answer in time. To be thrown. */
  public static PolicyFailure timeout() {
    return PolicyFailure.fault("Timeout", "The answer did not come in time.");
  }

  static Headers headers(String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException("the header " + pairs[pairs.length - 1] + " has no value");
    }
    Headers headers = new Headers();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }
}
