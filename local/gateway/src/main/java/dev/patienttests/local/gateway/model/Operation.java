package dev.patienttests.local.gateway.model;

/**
 * An operation of an API.
 *
 * @param urlTemplate path template below the API's prefix
 * @param samples what {@code mock-response} answers
 */
public record Operation(
    String id, String name, String method, String urlTemplate, ResponseSamples samples) {

  /** An operation without samples. */
  public Operation(String id, String name, String method, String urlTemplate) {
    this(id, name, method, urlTemplate, ResponseSamples.NONE);
  }
}
