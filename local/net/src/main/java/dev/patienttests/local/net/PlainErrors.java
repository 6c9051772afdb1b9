package dev.patienttests.local.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the server refuses before any part of the stack has seen it: problem details (RFC
 * 9457) that repeat nothing of the request but its trace, in place of Jetty's page.
 */
final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    generateResponse(request, response, response.getStatus(), "", null, callback);
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback)
      throws IOException {
    response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, "application/problem+json"));
    if (!response.getHeaders().contains(NetworkListener.TRACE_HEADER)) {
      // What cannot be parsed comes here before anything else has seen it.
      response.getHeaders().put(NetworkListener.TRACE_HEADER, UUID.randomUUID().toString());
    }
    String requestId = response.getHeaders().get(NetworkListener.TRACE_HEADER);
    String body =
        ProblemText.of(
            code,
            HttpStatus.getMessage(code),
            // Of what could not be parsed no header is known.
            request.getHeaders().getValuesList(TraceParent.HEADER),
            requestId);
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
