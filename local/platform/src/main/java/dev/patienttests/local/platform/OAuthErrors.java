package dev.patienttests.local.platform;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Errors in the form of Microsoft's token endpoints (RFC 6749, section 5.2). */
final class OAuthErrors {

  private OAuthErrors() {}

  /** An error; the description begins with its AADSTS code. */
  static HttpAnswer answer(int status, String error, String description, Clock clock) {
    String trace = UUID.randomUUID().toString();
    return HttpAnswer.of(
            status,
            HttpAnswer.object()
                .put("error", error)
                .put("error_description", description + " Trace ID: " + trace)
                .put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("trace_id", trace))
        .with("Cache-Control", "no-store");
  }
}
