package dev.patienttests.local.stack.run;

import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.time.Duration;

/** Traces of requests, as whoever manages the gateway asks for them. */
public record PolicyTraces(ResourceManager resourceManager) {

  /**
   * A token with which requests to an API are traced for some time.
   *
   * @throws UserError where the gateway gives none
   */
  public String token(String api, Duration validity) {
    try {
      return resourceManager.traceToken(api, validity);
    } catch (IOException e) {
      throw new UserError("the gateway gives no token for an API " + api, e);
    }
  }

  /**
   * What the policies did with a traced request, as JSON.
   *
   * @throws UserError where the gateway does not know it
   */
  public String trace(String id) {
    try {
      return resourceManager.policyTrace(id);
    } catch (IOException e) {
      throw new UserError("the gateway has no trace " + id, e);
    }
  }
}
