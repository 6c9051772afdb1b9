package dev.patienttests.local.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogOutputTest {
  private static final int MINUTE = 60;

  private final Sink sink = new Sink();
  private final LogOutput output = new LogOutput(sink, new LogFormat());

  /** Lets a test wait until it was flushed. */
  private static final class Sink extends ByteArrayOutputStream {
    private final CountDownLatch flushed = new CountDownLatch(1);

    @Override
    public void flush() {
      flushed.countDown();
    }

    String text() {
      return toString(UTF_8);
    }
  }

  private void publish(Level level, String message) {
    output.publish(new LogRecord(level, message));
  }

  @Test
  void whatIsLoggedIsWrittenWithoutFurtherEvents() throws InterruptedException {
    publish(Level.INFO, "one");
    assertThat(sink.flushed.await(MINUTE, TimeUnit.SECONDS)).isTrue();
    assertThat(sink.text()).endsWith(" INFO : one\n");
  }

  @Test
  void aWarningIsWrittenAtOnceAfterAllThatCameBefore() {
    publish(Level.INFO, "one");
    publish(Level.INFO, "two");
    publish(Level.WARNING, "three");
    assertThat(sink.text().lines())
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .containsExactly("one", "two", "three");
  }

  @Test
  void whatWaitsIsWrittenAtTheEnd() {
    publish(Level.INFO, "last");
    output.close();
    assertThat(sink.text()).endsWith("last\n");
  }

  @Test
  void whatComesAfterTheEndIsWrittenAtOnce() {
    output.close();
    publish(Level.INFO, "late");
    assertThat(sink.text()).endsWith("late\n");
  }

  @Test
  void manyLinesDoNotWaitInMemory() {
    for (int i = 0; i < 1_000; i++) {
      publish(Level.INFO, "x".repeat(1_000));
    }
    assertThat(sink.size()).isGreaterThan(900_000);
  }
}
