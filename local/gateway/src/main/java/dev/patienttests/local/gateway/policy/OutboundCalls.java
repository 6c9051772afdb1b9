package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import java.time.Duration;
import java.util.Optional;

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
}
