package dev.patienttests.local.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What Azure Resource Manager does with subscriptions, on the control listener: {@code PUT
 * /control/subscriptions/<id>} with state and keys, which count from the next request on. Requests
 * of other listeners are left to the next handler.
 */
public final class SubscriptionControl extends Handler.Abstract {
  /** Name of the control listener. */
  public static final String CONTROL = "control";

  private static final Pattern PATH = Pattern.compile("/control/subscriptions/([A-Za-z0-9_-]+)");
  private static final int LARGEST_BODY = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Changes changes;
  private final byte[] token;

  /** Takes the new state and keys of a subscription. */
  public interface Changes {
    /** Changes a subscription; says whether there is one of that id. */
    boolean change(String id, String state, String primaryKey, String secondaryKey);
  }

  private record Body(String state, String primaryKey, String secondaryKey) {
    boolean isComplete() {
      return Stream.of(state, primaryKey, secondaryKey).allMatch(Objects::nonNull)
          && !primaryKey.isEmpty()
          && !secondaryKey.isEmpty();
    }
  }

  /** Changes what it is told to by whoever knows the token. */
  public SubscriptionControl(Changes changes, String token) {
    this.changes = changes;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    if (!CONTROL.equals(request.getConnectionMetaData().getConnector().getName())) {
      return false;
    }
    response.setStatus(status(request));
    callback.succeeded();
    return true;
  }

  private int status(Request request) throws IOException {
    String given = request.getHeaders().get("x-control-token");
    if (given == null || !MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      return 403;
    }
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    if (!path.matches()) {
      return 404;
    }
    if (!request.getMethod().equals("PUT")) {
      return 405;
    }
    try (InputStream content = Content.Source.asInputStream(request)) {
      Body body = JSON.readValue(content.readNBytes(LARGEST_BODY), Body.class);
      if (body == null || !body.isComplete()) {
        return 400;
      }
      boolean known =
          changes.change(path.group(1), body.state(), body.primaryKey(), body.secondaryKey());
      return known ? 204 : 404;
    } catch (JsonProcessingException e) {
      return 400;
    }
  }
}
