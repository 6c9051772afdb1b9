package dev.patienttests.local.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a request's body as a whole, bounded in length and time. */
public final class RequestBody {
  /** Longest body that is buffered; above it the answer is 413. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final long MAX_NANOS = Duration.ofSeconds(60).toNanos();
  private static final int CHUNK = 8 * 1024;

  /** A body that is not taken. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    private Refused(int status) {
      super("status " + status, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private RequestBody() {}

  /**
   * The body, empty where there is none.
   *
   * @throws Refused 413 where it is too long, 408 where it takes too long to come
   */
  static byte[] read(Request request) throws IOException, Refused {
    long length = request.getLength();
    if (length == 0) {
      return new byte[0];
    }
    if (length > MAX_BYTES) {
      throw new Refused(413);
    }
    long start = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream(length > 0 ? (int) length : CHUNK);
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Content.Source.asInputStream(request)) {
      int count = in.read(chunk);
      while (count >= 0) {
        body.write(chunk, 0, count);
        if (body.size() > MAX_BYTES) {
          throw new Refused(413);
        }
        if (System.nanoTime() - start > MAX_NANOS) {
          throw new Refused(408);
        }
        count = in.read(chunk);
      }
    } catch (IOException e) {
      // A client that sends nothing at all for long is stopped by the connection's own limit.
      if (e.getCause() instanceof TimeoutException) {
        throw new Refused(408);
      }
      throw e;
    }
    return body.toByteArray();
  }
}
