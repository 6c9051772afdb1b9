package dev.patienttests.local.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes what is logged in batches, so that threads with requests to serve do not wait for a file:
 * a warning or worse at once, with all that came before it, anything else within 50 ms.
 */
final class LogOutput extends Handler {
  private static final long DELAY_MILLIS = 50;
  private static final int MOST_BYTES = 64 * 1024;

  private final OutputStream out;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("log"));
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  LogOutput(OutputStream out, Formatter format) {
    this.out = out;
    setFormatter(format);
  }

  @Override
  public void publish(LogRecord event) {
    if (!isLoggable(event)) {
      return;
    }
    byte[] line = getFormatter().format(event).getBytes(StandardCharsets.UTF_8);
    if (isFirst(line)) {
      flushLater();
    }
    if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
      flush();
    }
  }

  /** Keeps a line and says whether nothing waited before it. */
  private synchronized boolean isFirst(byte[] line) {
    boolean first = waiting.size() == 0;
    waiting.writeBytes(line);
    if (waiting.size() > MOST_BYTES) {
      flush();
    }
    return first;
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void flushLater() {
    try {
      timer.schedule(this::flush, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The process ends: nobody comes later.
      flush();
    }
  }

  @Override
  public synchronized void flush() {
    try {
      waiting.writeTo(out);
      out.flush();
    } catch (IOException e) {
      reportError("The log cannot be written", e, ErrorManager.WRITE_FAILURE);
    }
    waiting.reset();
  }

  @Override
  public void close() {
    timer.shutdown();
    flush();
  }
}
