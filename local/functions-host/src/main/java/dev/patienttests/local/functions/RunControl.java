package dev.patienttests.local.functions;

import dev.patienttests.local.functions.timer.TimerTrigger;
import dev.patienttests.local.functions.timer.Timers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /functions/<name>/run} on the control listener: runs a timer's function now, waits,
 * and answers {@code {"status":"completed"}} or {@code {"status":"failed"}}. Everything else is
 * left to the next handler.
 */
final class RunControl extends Handler.Abstract {
  private static final Pattern PATH = Pattern.compile("/functions/([A-Za-z0-9_-]{1,128})/run");
  private final Timers timers;
  private final byte[] token;

  RunControl(Timers timers, String token) {
    this.timers = timers;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    if (!path.matches()) {
      return false;
    }
    String given = request.getHeaders().get("x-control-token");
    byte[] body = new byte[0];
    if (given == null || !MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      response.setStatus(403);
    } else if (!request.getMethod().equals("POST")) {
      response.setStatus(405);
    } else {
      Optional<TimerTrigger> timer = timers.find(path.group(1));
      response.setStatus(timer.isPresent() ? 200 : 404);
      body = timer.isPresent() ? run(timer.get()) : body;
    }
    if (body.length > 0) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static byte[] run(TimerTrigger timer) throws IOException, InterruptedException {
    String status = timer.runNow() ? "completed" : "failed";
    return ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.US_ASCII);
  }
}
