package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Talks to the running stack, if there is one. */
public final class ControlClient {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 60_000;
  private static final int RUN_MILLIS = 330_000;

  private final ControlFile file;

  private ControlClient(ControlFile file) {
    this.file = file;
  }

  /** A client of the stack that keeps its state there; empty when none answers. */
  public static Optional<ControlClient> of(StateDirectory state) {
    return ControlFile.read(state.control()).map(ControlClient::new).filter(ControlClient::answers);
  }

  /** Process id of the supervisor. */
  public long pid() {
    return file.pid();
  }

  /** The status, as JSON. */
  public String status() {
    return call("GET", "/status");
  }

  /** Stops a process or a service by its name. */
  public void stop(String name) {
    call("POST", "/stop/" + name);
  }

  /** Starts what was stopped. */
  public void start(String name) {
    call("POST", "/start/" + name);
  }

  /** The place of the auditor's machine. */
  public AuditorAccess auditor() {
    try {
      return ConfigFile.fromJson(call("GET", "/auditor"), AuditorAccess.class);
    } catch (IOException e) {
      throw new UserError("the stack does not say where the auditor is", e);
    }
  }

  /** What callers of the gateway have. */
  public CallerAccess callers() {
    try {
      return ConfigFile.fromJson(call("GET", "/callers"), CallerAccess.class);
    } catch (IOException e) {
      throw new UserError("the stack does not say who its callers are", e);
    }
  }

  /** A token with which requests to an API are traced for so many seconds. */
  public String traceToken(String api, long seconds) {
    return call("POST", "/trace-token/" + api + "/" + seconds);
  }

  /** What the policies did with a traced request, as JSON. */
  public String policyTrace(String id) {
    return call("GET", "/trace/" + id);
  }

  /**
   * Regenerates a key of a subscription, or suspends or activates it.
   *
   * @param action {@code primary}, {@code secondary}, {@code suspend} or {@code activate}
   * @return the new key, where one was made
   */
  public String subscription(String id, String action) {
    return call("POST", "/subscriptions/" + id + "/" + action);
  }

  /**
   * Replaces the signing key of an issuer, or takes back the keys that were replaced.
   *
   * @param action {@code roll} or {@code retire}
   */
  public void keys(String issuer, String action) {
    call("POST", "/keys/" + issuer + "/" + action);
  }

  /**
   * Runs a timer's function of an app now.
   *
   * @return {@code completed} or {@code failed}
   */
  public String run(String app, String function) {
    return call("POST", "/run/" + app + "/" + function, RUN_MILLIS);
  }

  /** Ends the whole stack. */
  public void shutdown() {
    call("POST", "/shutdown");
  }

  private boolean answers() {
    try {
      return !call("GET", "/status").isEmpty();
    } catch (UserError e) {
      return false;
    }
  }

  // HttpURLConnection: a command that asks one question does not pay for a bigger client's start.
  private String call(String method, String path) {
    return call(method, path, READ_MILLIS);
  }

  private String call(String method, String path, int readMillis) {
    try {
      URL url = URI.create("http://127.0.0.1:" + file.port() + path).toURL();
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(readMillis);
      connection.setRequestMethod(method);
      connection.setRequestProperty(ControlServer.TOKEN_HEADER, file.token());
      int status = connection.getResponseCode();
      if (status / 100 == 2) {
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
      var body = connection.getErrorStream();
      String reason =
          body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
      throw new UserError(reason.isEmpty() ? "the stack answered " + status : reason);
    } catch (IOException e) {
      throw new UserError("the stack does not answer: " + e.getMessage(), e);
    }
  }
}
