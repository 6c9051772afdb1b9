package dev.patienttests.local.gateway.model;

import java.util.Map;
import java.util.Optional;

/** The request as policies have left it so far. */
public final class Request {
  private String method;
  private final String originalMethod;
  private final Headers headers;
  private Optional<MessageBody> body;
  private final RequestUrl originalUrl;
  private RequestUrl url;
  private Optional<RequestUrl> backend = Optional.empty();
  private Optional<BackendEntity> entity = Optional.empty();
  private int entityScope;
  private String path = "";
  private final String ipAddress;
  private Map<String, String> matchedParameters = Map.of();

  /** A request as it came in. */
  public Request(
      String method,
      RequestUrl url,
      Headers headers,
      Optional<MessageBody> body,
      String ipAddress) {
    this.method = method;
    this.originalMethod = method;
    this.originalUrl = url;
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.ipAddress = ipAddress;
  }

  /** The method. */
  public String method() {
    return method;
  }

  /** The method that the client sent. */
  public String originalMethod() {
    return originalMethod;
  }

  /** Changes the method. */
  public void method(String newMethod) {
    this.method = newMethod;
  }

  /** The headers, to be changed in place. */
  public Headers headers() {
    return headers;
  }

  /** The body, if there is one. */
  public Optional<MessageBody> body() {
    return body;
  }

  /** Changes the body. */
  public void body(MessageBody newBody) {
    this.body = Optional.of(newBody);
  }

  /** The URL that the client sent. */
  public RequestUrl originalUrl() {
    return originalUrl;
  }

  /** The URL at the backend, or the client's where no API matched. */
  public RequestUrl url() {
    return url;
  }

  /** Changes where the request goes. */
  public void url(RequestUrl newUrl) {
    this.url = newUrl;
  }

  /** Keeps the backend's base URL and the escaped path below the API's prefix. */
  public void route(RequestUrl base, String pathBelow) {
    this.backend = Optional.of(base);
    this.path = pathBelow;
    this.url = join(base, pathBelow, url.query());
  }

  /** Changes the backend's base URL; the path below it stays. No entity's credentials go there. */
  public void backend(RequestUrl base) {
    entity = Optional.empty();
    route(base, path);
  }

  /**
   * Sends the request to an entity; the path below it stays.
   *
   * @param scope of the policy that says so, 0 for the broadest
   */
  public void backend(BackendEntity chosen, int scope) {
    entity = Optional.of(chosen);
    entityScope = scope;
    route(chosen.url(), path);
  }

  /** The entity that the request goes to, where it goes to one. */
  public Optional<BackendEntity> entity() {
    return entity;
  }

  /** Whether a policy of a broader scope than that has chosen an entity. */
  public boolean hasEntityOfBroader(int scope) {
    return entity.isPresent() && entityScope < scope;
  }

  /** Base URL of the backend, where an API matched. */
  public Optional<RequestUrl> base() {
    return backend;
  }

  /** Changes the path below the backend's base URL, and the query. */
  public void rewrite(String newPath, String newQuery) {
    this.path = newPath;
    this.url =
        backend.map(base -> join(base, newPath, newQuery)).orElse(url.with(newPath, newQuery));
  }

  private static RequestUrl join(RequestUrl base, String path, String query) {
    String start =
        base.path().endsWith("/")
            ? base.path().substring(0, base.path().length() - 1)
            : base.path();
    String joined = start + path;
    return base.with(joined.isEmpty() ? "/" : joined, query);
  }

  /** The client's address. */
  public String ipAddress() {
    return ipAddress;
  }

  /** Parameters of the operation's template, decoded. */
  public Map<String, String> matchedParameters() {
    return matchedParameters;
  }

  /** Keeps what the operation's template matched. */
  public void matchedParameters(Map<String, String> parameters) {
    this.matchedParameters = Map.copyOf(parameters);
  }
}
