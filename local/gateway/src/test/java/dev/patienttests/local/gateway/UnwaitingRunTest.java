package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Whatever fails, there is an answer, once. */
class UnwaitingRunTest {
  private final Exchange exchange =
      new Exchange(
          new UUID(1, 2),
          InstantSource.system(),
          new Exchange.Service("apim-test", Configs.HOST, "here"),
          new Request(
              "GET",
              new RequestUrl("https", Configs.HOST, 443, "/", ""),
              new Headers(),
              Optional.empty(),
              "203.0.113.7"));

  private final List<Exchange> served = new ArrayList<>();
  private final UnwaitingRun run = new UnwaitingRun(exchange, Runnable::run, served::add);

  @Test
  void whatFailsAfterTheAnswerDoesNotTakeIt() {
    exchange.whenServed(
        () -> {
          throw new IllegalStateException("counting");
        });
    run.here(Optional::empty);
    assertThat(served).containsExactly(exchange);
  }

  @Test
  void whatAFailureSaysIsNotLogged() {
    // It may quote what the request held.
    StringBuilder log = new StringBuilder();
    Logger logger = Logger.getLogger(UnwaitingRun.class.getName());
    logger.setFilter(
        event -> {
          log.append(event.getMessage()).append(event.getThrown());
          return false;
        });
    try {
      run.here(
          () -> {
            throw new IllegalStateException("Miller");
          });
    } finally {
      logger.setFilter(null);
    }
    assertThat(log).contains("IllegalStateException").doesNotContain("Miller");
  }

  @Test
  void whatFailsInAnUnknownWayIsAFault() {
    run.inThread(
        () -> {
          throw new StackOverflowError();
        });
    assertThat(served).containsExactly(exchange);
    assertThat(Engine.status(exchange)).isEqualTo(500);
  }
}
