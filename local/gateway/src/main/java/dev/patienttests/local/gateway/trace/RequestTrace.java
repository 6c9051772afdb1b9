package dev.patienttests.local.gateway.trace;

import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.PolicyPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one request. Holds no secret, no token and no body.
 *
 * @param id the request's id
 * @param target method and path that the client sent
 * @param names of API, operation, product and subscription, as far as they were found
 * @param steps the policies that ran, in their order; those inside of others follow them
 * @param status of the response
 * @param dropped policies that ran but are not told, because there were too many
 */
public record RequestTrace(
    String id,
    Instant time,
    String target,
    List<String> names,
    List<Step> steps,
    Optional<LastError> error,
    int status,
    Duration took,
    int dropped) {

  /** Copies the lists. */
  public RequestTrace {
    names = List.copyOf(names);
    steps = List.copyOf(steps);
  }

  /**
   * One policy that ran.
   *
   * @param depth how many policies it stands in
   * @param began since the request came
   * @param outcome {@code continued}, {@code ended} (the response goes out as it is) or {@code
   *     failed} with the message of {@code context.LastError}
   * @param branches the ways that it went
   * @param changes what is different after it, of variables, request and response
   */
  public record Step(
      PolicyPlace place,
      int depth,
      Duration began,
      Duration took,
      String outcome,
      List<String> branches,
      List<Change> changes) {

    /** Copies the lists. */
    public Step {
      branches = List.copyOf(branches);
      changes = List.copyOf(changes);
    }
  }

  /**
   * Something that a policy changed.
   *
   * @param what such as {@code variable x} or {@code response header y}
   * @param before empty where it was not there
   * @param after empty where it is gone
   */
  public record Change(String what, Optional<String> before, Optional<String> after) {}
}
