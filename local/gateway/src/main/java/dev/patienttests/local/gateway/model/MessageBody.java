package dev.patienttests.local.gateway.model;

import java.nio.charset.StandardCharsets;

/** The buffered body of a message. Reading it without preserving its content consumes it. */
public final class MessageBody {
  private byte[] content;
  private boolean consumed;

  /** A body with that content; the array is not copied. */
  public MessageBody(byte[] content) {
    this.content = content;
  }

  /** A body of UTF-8 text. */
  public static MessageBody of(String text) {
    return new MessageBody(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What is left to send; nothing once the body was consumed. */
  public byte[] content() {
    return content;
  }

  /**
   * The content, for an expression.
   *
   * @param preserve whether it stays
   * @throws IllegalStateException when it was consumed before
   */
  public byte[] read(boolean preserve) {
    if (consumed) {
      throw new IllegalStateException("The body was read before without preserveContent: true.");
    }
    byte[] result = content;
    if (!preserve) {
      consumed = true;
      content = new byte[0];
    }
    return result;
  }
}
