package dev.patienttests.patient;

import dev.patienttests.auth.caller.CallerPrincipal;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a request came from in the first place.
 *
 * @param requester what the gateway says about who asked, by the audit's member names
 * @param requestId the gateway's request id
 * @param trace the client's trace
 */
record RequestOrigin(
    Map<String, String> requester, Optional<String> requestId, TraceContext trace) {

  /** Longest text that the audit takes. */
  private static final int LONGEST = 256;

  private static final Map<String, String> HEADERS =
      Map.of(
          "subscriptionId", "x-requester-subscription-id",
          "subscriptionName", "x-requester-subscription-name",
          "product", "x-requester-product",
          "application", "x-requester-application",
          "subject", "x-requester-subject",
          "address", "x-requester-address");

  RequestOrigin {
    requester = Map.copyOf(requester);
  }

  /**
   * The origin of a request. What the gateway's headers say is believed only of a caller that Easy
   * Auth has found; anyone who reaches the app without it could send them. What they say about the
   * requester is percent-encoded; a header that is not well-formed counts as absent.
   */
  static RequestOrigin of(ApiRequest request, CallerPrincipal caller) {
    if (!(caller.access() instanceof CallerPrincipal.Access.Roles)) {
      return new RequestOrigin(Map.of(), Optional.empty(), request.trace());
    }
    Map<String, String> requester = new LinkedHashMap<>();
    HEADERS.forEach(
        (member, header) ->
            text(request.header(header).flatMap(PercentEncoding::decode))
                .ifPresent(t -> requester.put(member, t)));
    return new RequestOrigin(requester, text(request.header("x-correlation-id")), request.trace());
  }

  private static Optional<String> text(Optional<String> header) {
    return header.map(RequestOrigin::acceptable).filter(text -> !text.isEmpty());
  }

  /** Without control characters and not too long, so that the audit does not refuse it. */
  private static String acceptable(String text) {
    return text.strip()
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(LONGEST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Neither names nor addresses. */
  @Override
  public String toString() {
    return "RequestOrigin[trace=" + trace.traceId() + "]";
  }
}
