package dev.patienttests.local.gateway.model;

import dev.patienttests.local.gateway.contract.OperationContract;

/**
 * An operation of an API.
 *
 * @param urlTemplate path template below the API's prefix
 * @param samples what {@code mock-response} answers
 * @param contract what the API's document says about its messages
 */
public record Operation(
    String id,
    String name,
    String method,
    String urlTemplate,
    ResponseSamples samples,
    OperationContract contract) {

  /** An operation about whose messages nothing is known. */
  public Operation(String id, String name, String method, String urlTemplate) {
    this(id, name, method, urlTemplate, ResponseSamples.NONE, OperationContract.NONE);
  }
}
