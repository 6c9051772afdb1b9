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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes each request through the front end, if there is one, to the host. */
final class SiteHandler extends Handler.Abstract {
  private static final String TRACE = "x-pattern-trace";
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
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
        .map(TRACEPARENT::matcher)
        .filter(Matcher::matches)
        .map(it -> it.group(1))
        .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
  }
}
