package dev.patienttests.local.gateway.model;

import java.util.Optional;

/** Sample responses of an operation, as its description gives them. */
@FunctionalInterface
public interface ResponseSamples {
  /** There are none. */
  ResponseSamples NONE = (status, contentType) -> Optional.empty();

  /** A sample; the body is empty where there is neither an example nor a schema. */
  record Sample(String contentType, String body) {}

  /**
   * The sample for a status.
   *
   * @param contentType media type that is wanted; without it the first counts
   */
  Optional<Sample> find(int status, Optional<String> contentType);
}
