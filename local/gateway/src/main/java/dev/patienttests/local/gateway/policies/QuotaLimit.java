package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.limits.QuotaCounters.Decision;
import dev.patienttests.local.gateway.limits.QuotaCounters.Exceeded;
import dev.patienttests.local.gateway.limits.QuotaCounters.Limit;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import java.time.Duration;
import java.util.OptionalLong;

/** What quotas have in common: how much there is, how much a request takes, how it is refused. */
final class QuotaLimit {
  private static final int FORBIDDEN = 403;
  private static final long KILOBYTE = 1_024;

  private QuotaLimit() {}

  /**
   * Attributes {@code calls} and {@code bandwidth}, the latter in kilobytes; one has to be there.
   */
  static Limit read(PolicyReader reader) {
    PolicyElement element = reader.element();
    Limit limit = new Limit(number(reader, "calls", 1), number(reader, "bandwidth", KILOBYTE));
    if (limit.calls().isEmpty() && limit.bytes().isEmpty()) {
      throw element.refusal("needs 'calls' or 'bandwidth'");
    }
    return limit;
  }

  private static OptionalLong number(PolicyReader reader, String attribute, long unit) {
    return reader.element().attribute(attribute).isPresent()
        ? OptionalLong.of(reader.number(attribute, 1, Integer.MAX_VALUE) * unit)
        : OptionalLong.empty();
  }

  /** Bytes of the request's body as it is now. */
  static long requestBytes(Exchange exchange) {
    return exchange.request().body().map(MessageBody::content).map(body -> body.length).orElse(0);
  }

  /** Bytes of the response's body. */
  static long responseBytes(Exchange exchange) {
    return exchange
        .response()
        .flatMap(Response::body)
        .map(MessageBody::content)
        .map(body -> body.length)
        .orElse(0);
  }

  /** Throws where there is nothing left. */
  static void check(Decision decision) {
    if (decision.exceeded() == Exceeded.NOTHING) {
      return;
    }
    Headers headers = new Headers();
    String message =
        decision.exceeded() == Exceeded.CALLS
            ? "Out of call volume quota."
            : "Out of bandwidth quota.";
    if (decision.replenished().isPresent()) {
      long seconds = seconds(decision.replenished().get());
      headers.add("Retry-After", String.valueOf(seconds));
      message += " Quota will be replenished in " + span(seconds) + ".";
    }
    throw PolicyFailure.refused(FORBIDDEN, "QuotaExceeded", message, message, headers);
  }

  private static long seconds(Duration left) {
    return left.plusSeconds(1).minusNanos(1).toSeconds(); // rounded up
  }

  /** As .NET writes a time span: {@code hh:mm:ss}, days before it where there are some. */
  private static String span(long seconds) {
    Duration span = Duration.ofSeconds(seconds);
    String clock =
        "%02d:%02d:%02d".formatted(span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart());
    return span.toDaysPart() == 0 ? clock : span.toDaysPart() + "." + clock;
  }
}
