package dev.patienttests.local.functions.http;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the listener answers itself has no body, as with Kestrel, and ends the connection. */
public final class BareErrors extends Handler.Abstract implements Request.Handler {

  /** Compliance that lets through what Kestrel lets through. */
  public static void configure(HttpConfiguration configuration) {
    configuration.setHttpCompliance(
        HttpCompliance.RFC9110.with(
            "KESTREL",
            HttpCompliance.Violation.UNSAFE_HOST_HEADER,
            HttpCompliance.Violation.LF_HEADER_TERMINATION));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (response.getStatus() < 400) {
      response.setStatus(500);
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
    if (response.getStatus() < 500) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
    response.write(true, java.nio.ByteBuffer.allocate(0), callback);
    return true;
  }
}
