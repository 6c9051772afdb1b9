package dev.patienttests.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import dev.patienttests.settings.SettingsException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The thin seam between the Functions library and the code: builds an {@link ApiRequest}, runs a
 * handler and turns what it throws into problem details (RFC 9457).
 */
public final class Endpoint {
  /** What a function does with a request. */
  @FunctionalInterface
  public interface Handler {
    /** Answers, or throws a {@link ProblemException}; anything else becomes a plain 500. */
    ApiResponse handle(ApiRequest request);
  }

  private Endpoint() {}

  /**
   * Runs the handler. The log gets the type of an unexpected failure and its trace id, never its
   * message, which could quote data.
   */
  public static HttpResponseMessage answer(
      HttpRequestMessage<Optional<String>> request, Logger log, Handler handler) {
    ApiRequest read = read(request, caller(request).orElseGet(TraceContext::start));
    return write(request, respond(read, log, handler));
  }

  /** The same, with a {@link RequestLog line} about the request and each call made for it. */
  public static HttpResponseMessage answer(
      HttpRequestMessage<Optional<String>> request, ExecutionContext context, Handler handler) {
    Optional<TraceContext> caller = caller(request);
    try (RequestLog log = RequestLog.open(context, caller)) {
      ApiRequest read = read(request, caller.orElse(log.span()));
      ApiResponse response = respond(read, context.getLogger(), handler);
      log.answered(response.status());
      return write(request, response);
    }
  }

  /**
   * Runs what no request asked for, such as a timer's function, as a trace of its own with a line
   * about it and each call made for it: status 200, or 500 when it threw.
   */
  public static void run(ExecutionContext context, Runnable work) {
    try (RequestLog log = RequestLog.open(context, Optional.empty())) {
      work.run();
      log.answered(200);
    }
  }

  /** The same without the Functions library: what {@code answer} would send. */
  static ApiResponse respond(ApiRequest request, Logger log, Handler handler) {
    String traceId = request.trace().traceId();
    try {
      return handler.handle(request);
    } catch (ProblemException problem) {
      if (problem.status() >= 500) {
        log.log(
            Level.WARNING,
            () -> traceId + " answered " + problem.status() + ": " + Failures.describe(problem));
      }
      return Problem.of(problem, traceId).toResponse();
    } catch (SettingsException misconfigured) {
      // Its message names the setting and never holds its value.
      log.log(Level.SEVERE, () -> traceId + " answered 503: " + misconfigured.getMessage());
      return Problem.of(503, "This app is not configured correctly.", traceId).toResponse();
    } catch (RuntimeException | StackOverflowError | LinkageError unexpected) {
      log.log(Level.SEVERE, () -> traceId + " failed: " + Failures.describe(unexpected));
      return Problem.of(500, "The request could not be handled.", traceId).toResponse();
    }
  }

  private static Optional<TraceContext> caller(HttpRequestMessage<?> request) {
    return Optional.ofNullable(request.getHeaders().get("traceparent"))
        .flatMap(TraceContext::parse);
  }

  private static ApiRequest read(HttpRequestMessage<Optional<String>> request, TraceContext trace) {
    return new ApiRequest(
        request.getHeaders(), request.getQueryParameters(), request.getBody(), trace);
  }

  private static HttpResponseMessage write(HttpRequestMessage<?> request, ApiResponse response) {
    HttpResponseMessage.Builder builder =
        request.createResponseBuilder(HttpStatusType.custom(response.status()));
    builder.header("Cache-Control", "no-store");
    builder.header("X-Content-Type-Options", "nosniff");
    response.body().ifPresent(body -> builder.header("Content-Type", "application/json"));
    response.headers().forEach(builder::header);
    response.body().ifPresent(body -> builder.body(body.toString()));
    return builder.build();
  }
}
