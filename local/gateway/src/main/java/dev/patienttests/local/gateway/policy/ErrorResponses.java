package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * API Management's default error responses, to the byte where recorded responses show them: one
 * line of JSON with a space inside each brace.
 */
public final class ErrorResponses {
  private ErrorResponses() {}

  /** The response for a failure. */
  public static Response of(PolicyFailure failure, UUID activityId) {
    Headers headers = failure.headers().copy();
    headers.set("Content-Type", "application/json");
    String body =
        failure
            .bodyMessage()
            .map(
                message ->
                    "{ \"statusCode\": "
                        + failure.status()
                        + ", \"message\": "
                        + quoted(message)
                        + " }")
            .orElse(
                "{ \"statusCode\": 500, \"message\": \"Internal server error\", \"activityId\": \""
                    + activityId
                    + "\" }");
    return new Response(
        failure.status(), Reasons.of(failure.status()), headers, Optional.of(MessageBody.of(body)));
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
