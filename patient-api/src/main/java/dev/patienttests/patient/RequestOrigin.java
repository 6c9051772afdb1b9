package dev.patienttests.patient;

import dev.patienttests.auth.caller.CallerPrincipal;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.JsonFields;
import dev.patienttests.http.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a request came from in the first place.
 *
 * @param requester what the gateway says about who asked, by the audit's member names
 * @param requestId the gateway's request id
 * @param trace the client's trace
 * @param caller who called this app
 */
record RequestOrigin(
    Map<String, String> requester, Optional<String> requestId, TraceContext trace, String caller) {

  /** Longest text that the audit takes. */
  private static final int LONGEST = 256;

  /** Stands for octets that were no text; the audit refuses it. */
  private static final int REPLACEMENT = 0xFFFD;

  private static final String SUBSCRIPTION_ID = "subscriptionId";
  private static final String APPLICATION = "application";
  private static final String SUBJECT = "subject";
  private static final Map<String, String> HEADERS =
      Map.of(
          SUBSCRIPTION_ID,
          "x-requester-subscription-id",
          "subscriptionName",
          "x-requester-subscription-name",
          "product",
          "x-requester-product",
          APPLICATION,
          "x-requester-application",
          SUBJECT,
          "x-requester-subject",
          "address",
          "x-requester-address");

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
      return new RequestOrigin(Map.of(), Optional.empty(), request.trace(), caller.name());
    }
    Map<String, String> requester = new LinkedHashMap<>();
    HEADERS.forEach(
        (member, header) ->
            text(request.header(header).flatMap(PercentEncoding::decode))
                .ifPresent(t -> requester.put(member, t)));
    return new RequestOrigin(
        requester, text(request.header("x-correlation-id")), request.trace(), caller.name());
  }

  /**
   * The origin of a request that is refused since its caller may not call: the requester is that
   * caller, whose own headers are not believed.
   */
  static RequestOrigin refused(ApiRequest request, CallerPrincipal caller) {
    Map<String, String> requester = new LinkedHashMap<>();
    text(Optional.of(caller.name())).ifPresent(name -> requester.put(APPLICATION, name));
    text(caller.objectId()).ifPresent(id -> requester.put(SUBJECT, id));
    return new RequestOrigin(requester, Optional.empty(), request.trace(), caller.name());
  }

  /** The origin of what this app does by itself. */
  static RequestOrigin ofThisApp() {
    return new RequestOrigin(Map.of(), Optional.empty(), TraceContext.start(), "");
  }

  /** The same for an event about what somebody else had asked for. */
  RequestOrigin withoutRequester() {
    return new RequestOrigin(Map.of(), requestId, trace, caller);
  }

  /**
   * Whose request it is, where two clients must not meet: the gateway's subscription, or without
   * one the application of the token, or without that the caller itself.
   */
  String scope() {
    return Stream.of(SUBSCRIPTION_ID, APPLICATION)
        .filter(requester::containsKey)
        .findFirst()
        .map(member -> member + "/" + requester.get(member))
        .orElse("caller/" + caller);
  }

  private static Optional<String> text(Optional<String> header) {
    return header.map(RequestOrigin::acceptable).filter(text -> !JsonFields.isBlank(text));
  }

  /** Without what the audit refuses: control characters, broken text, too much of it. */
  private static String acceptable(String given) {
    String text = given.strip();
    StringBuilder kept = new StringBuilder();
    int left = LONGEST;
    for (int i = 0; i < text.length() && left > 0; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!Character.isISOControl(c) && c != REPLACEMENT) {
        kept.appendCodePoint(c);
        left--;
      }
    }
    return kept.toString();
  }

  /** Neither names nor addresses. */
  @Override
  public String toString() {
    return "RequestOrigin[trace=" + trace.traceId() + "]";
  }
}
