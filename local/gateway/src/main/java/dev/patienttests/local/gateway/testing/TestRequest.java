package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request of a client; each method gives another one. */
public final class TestRequest {
  private final String method;
  private final String target;
  private final List<String> headers;
  private final Optional<byte[]> body;
  private final String address;

  private TestRequest(
      String method, String target, List<String> headers, Optional<byte[]> body, String address) {
    this.method = method;
    this.target = target;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.address = address;
  }

  /** A request from the address 203.0.113.7; {@code target} is its path with query, escaped. */
  public static TestRequest of(String method, String target) {
    return new TestRequest(method, target, List.of(), Optional.empty(), "203.0.113.7");
  }

  /** A GET. */
  public static TestRequest get(String target) {
    return of("GET", target);
  }

  /** A POST. */
  public static TestRequest post(String target, String body) {
    return of("POST", target).body(body);
  }

  /** With one more header line. */
  public TestRequest header(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new TestRequest(method, target, more, body, address);
  }

  /** With a body of UTF-8; an empty one is none. Content-Length is not added. */
  public TestRequest body(String text) {
    Optional<byte[]> content =
        text.isEmpty() ? Optional.empty() : Optional.of(MessageBody.of(text).content());
    return new TestRequest(method, target, headers, content, address);
  }

  /** Whether a header of that name is there. */
  public boolean has(String header) {
    for (int i = 0; i < headers.size(); i += 2) {
      if (headers.get(i).equalsIgnoreCase(header)) {
        return true;
      }
    }
    return false;
  }

  /** From another address. */
  public TestRequest from(String ipAddress) {
    return new TestRequest(method, target, headers, body, ipAddress);
  }

  /** Method and path; a query may hold a key. */
  String shown() {
    int question = target.indexOf('?');
    return method + " " + (question < 0 ? target : target.substring(0, question));
  }

  /** The request as the gateway gets it; each call makes a new one. */
  Request to(String host) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    return new Request(
        method,
        new RequestUrl("https", host, 443, path, query),
        Answers.headers(headers.toArray(new String[0])),
        body.map(MessageBody::new),
        address);
  }
}
