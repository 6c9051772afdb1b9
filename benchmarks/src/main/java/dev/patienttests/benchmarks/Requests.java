package dev.patienttests.benchmarks;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The requests of one operation, each made when the one before it is answered. */
public interface Requests {
  /** The status that every answer must have. */
  int status();

  /** The next request. */
  HttpRequest next();

  /** Learns what the next request needs to know of the answer. */
  default void answered(HttpResponse<String> answer) {}

  /** The same request again and again. */
  static Requests same(HttpRequest request, int status) {
    return new Requests() {
      @Override
      public int status() {
        return status;
      }

      @Override
      public HttpRequest next() {
        return request;
      }
    };
  }
}
