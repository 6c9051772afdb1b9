package dev.patienttests.local.functions;

import dev.patienttests.local.functions.frontend.FrontEnd;
import dev.patienttests.local.functions.host.AppRequest;
import dev.patienttests.local.functions.host.FunctionsHost;
import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.http.BadTargetException;
import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.functions.http.RawTargets;
import dev.patienttests.local.functions.http.Target;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.RandomIds;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes each request through the front end, if there is one, to the host. */
final class SiteHandler extends Handler.Abstract {
  private static final String TRACE = "x-pattern-trace";
  private static final int TRACEPARENT_LENGTH = 55;
  private static final int TRACE_AT = 3;
  private static final int TRACE_LENGTH = 32;
  private static final String NO_TRACE = "0".repeat(TRACE_LENGTH);
  private final FunctionsHost host;
  private final Optional<FrontEnd> frontEnd;

  SiteHandler(FunctionsHost host, Optional<FrontEnd> frontEnd) {
    this.host = host;
    this.frontEnd = frontEnd;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HeaderFields headers = HeaderFields.of(request);
    Map<String, String> trace = Map.of(TRACE, traceId(headers));
    Target target;
    try {
      target = RawTargets.of(request);
    } catch (BadTargetException e) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
      Answer.empty(e.status()).withAbsent(trace).send(response, callback);
      return true;
    }
    String hostName = headers.first("host").orElse("localhost");
    if (frontEnd.isPresent()) {
      FrontEnd.Arrival arrival =
          new FrontEnd.Arrival(
              NetworkListener.callerOf(request),
              Request.getRemotePort(request),
              target,
              headers,
              request.isSecure());
      Optional<Answer> refusal = frontEnd.get().admit(arrival);
      if (refusal.isPresent()) {
        refusal.get().withAbsent(trace).send(response, callback);
        return true;
      }
    }
    String scheme = request.isSecure() ? "https" : "http";
    host.handle(
        new AppRequest(target, headers, scheme, hostName, request),
        answer -> answer.withAbsent(trace).send(response, callback));
    return true;
  }

  /** The trace id of the request's traceparent where it is well-formed, or one of its own. */
  private static String traceId(HeaderFields headers) {
    return headers
        .first("traceparent")
        .filter(SiteHandler::isTraceparent)
        .map(text -> text.substring(TRACE_AT, TRACE_AT + TRACE_LENGTH))
        .orElseGet(() -> RandomIds.next().toString().replace("-", ""));
  }

  /** Two digits, 32 that are not all zero, 16 and two, with dashes; a version may add to it. */
  private static boolean isTraceparent(String text) {
    if (text.length() < TRACEPARENT_LENGTH || text.startsWith(NO_TRACE, TRACE_AT)) {
      return false;
    }
    for (int i = 0; i < TRACEPARENT_LENGTH; i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (i) {
            case 2, 35, 52 -> c == '-';
            default -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
