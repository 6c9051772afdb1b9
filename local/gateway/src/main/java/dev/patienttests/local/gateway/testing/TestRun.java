package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.gateway.trace.RequestTrace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one request.
 *
 * @param exchange all that is known of it
 * @param forwarded the calls to the backend, in their order
 * @param callOuts the other calls that policies made, in their order
 * @param trace the policies that ran; its text is made by {@link
 *     dev.patienttests.local.gateway.trace.TraceText}
 */
public record TestRun(
    Exchange exchange, List<Call> forwarded, List<Call> callOuts, RequestTrace trace) {

  /** The response as the client gets it. */
  public Response response() {
    return Pipeline.responseOf(exchange);
  }

  /** Its status. */
  public int status() {
    return response().status();
  }

  /** Its body as UTF-8, empty where there is none. */
  public String body() {
    return response().body().map(b -> text(b.content())).orElse("");
  }

  /** A header of the response, its lines joined by commas; those that policies set late too. */
  public Optional<String> header(String name) {
    List<String> late = exchange.later().all(name);
    List<String> lines = late.isEmpty() ? response().headers().all(name) : late;
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(",", lines));
  }

  /** The variables at the end. */
  public Map<String, Object> variables() {
    return exchange.variables();
  }

  /** The error that led to on-error. */
  public Optional<LastError> lastError() {
    return exchange.lastError();
  }

  /**
   * The last call to the backend.
   *
   * @throws java.util.NoSuchElementException where there was none
   */
  public Call sent() {
    return forwarded.stream().reduce((first, second) -> second).orElseThrow();
  }

  /** A header of the last call to the backend. */
  public Optional<String> sent(String header) {
    return sent().headers().first(header);
  }

  /** Body of a call as UTF-8. */
  public static String body(Call call) {
    return text(call.body().orElse(new byte[0]));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
