package dev.patienttests.local.gateway.document;

/**
 * An attribute's value or an element's text, named values already replaced: either plain text, or
 * the code of an expression.
 */
public final class PolicyValue {

  /** Plain text, {@code @(...)} or <code>@{...}</code>. */
  public enum Kind {
    /** Text that stands for itself. */
    TEXT,
    /** One C# expression. */
    EXPRESSION,
    /** C# statements that return a value. */
    BLOCK
  }

  private final Kind kind;
  private final String text;
  private final int[] offsets;
  private final SourceText source;

  PolicyValue(Kind kind, String text, int[] offsets, SourceText source) {
    this.kind = kind;
    this.text = text;
    this.offsets = offsets;
    this.source = source;
  }

  /** A value that stands in no document, for tests and defaults. */
  public static PolicyValue of(String origin, String raw) {
    return PolicyValues.read(new SourceText(origin, raw), raw, PolicyValues.identity(raw, 0));
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** Whether it has to be evaluated for each request. */
  public boolean isExpression() {
    return kind != Kind.TEXT;
  }

  /** The text, or the code between the brackets. */
  public String text() {
    return text;
  }

  /** Where a character of {@link #text()} stands in its document. */
  public Position positionAt(int index) {
    if (offsets.length == 0) {
      return source.positionAt(0);
    }
    return source.positionAt(offsets[Math.min(index, offsets.length - 1)]);
  }

  /** Where the value begins. */
  public Position position() {
    return positionAt(0);
  }
}
