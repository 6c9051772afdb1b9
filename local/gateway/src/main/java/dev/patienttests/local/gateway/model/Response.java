package dev.patienttests.local.gateway.model;

import java.util.Optional;

/** A response: of the backend, of a call-out, or made by a policy. */
public final class Response {
  private int status;
  private String reason;
  private final Headers headers;
  private Optional<MessageBody> body;

  /** A response with that status, headers and body. */
  public Response(int status, String reason, Headers headers, Optional<MessageBody> body) {
    this.status = status;
    this.reason = reason;
    this.headers = headers;
    this.body = body;
  }

  /** An empty 200. */
  public static Response ok() {
    return new Response(200, "OK", new Headers(), Optional.empty());
  }

  /** A copy that changes on its own, body included. */
  public Response copy() {
    return new Response(
        status, reason, headers.copy(), body.map(b -> new MessageBody(b.content())));
  }

  /** Status code. */
  public int status() {
    return status;
  }

  /** Reason phrase, may be empty. */
  public String reason() {
    return reason;
  }

  /** Changes status and reason. */
  public void status(int newStatus, String newReason) {
    this.status = newStatus;
    this.reason = newReason;
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
}
