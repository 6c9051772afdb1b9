package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Calls out of the gateway; redirects are not followed. */
@FunctionalInterface
public interface OutboundCalls {

  /** A request to be sent. */
  record Call(
      String method, RequestUrl url, Headers headers, Optional<byte[]> body, Duration timeout) {}

  /**
   * Sends it and reads the whole response.
   *
   * @throws PolicyFailure with reason {@code Timeout} or {@code BackendConnectionFailure}
   */
  Response send(Call call);

  /**
   * Begins to send it and waits for nothing, for threads that may not.
   *
   * @return the response, or a {@link PolicyFailure} as {@link #send}; empty where there is no way
   *     but to wait
   */
  default Optional<CompletionStage<Response>> begin(Call call) {
    return Optional.empty();
  }
}
