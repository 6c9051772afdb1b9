package dev.patienttests.local.gateway.expression;

/** {@code DateTimeOffset}: a local time with its distance from UTC in ticks. Equal by instant. */
record CsOffset(CsDateTime local, long offset) implements Comparable<CsOffset> {
  static final long MAX_OFFSET = 14 * CsSpan.HOUR;

  /** What is not of the kind UTC is local, which is UTC, too. */
  static CsOffset of(CsDateTime date) {
    return new CsOffset(date.as(CsDateTime.Kind.UNSPECIFIED), 0);
  }

  static CsOffset of(CsDateTime date, CsSpan offset) {
    boolean whole = offset.ticks() % CsSpan.MINUTE == 0;
    if (!whole) {
      throw DotNetException.argument("Offset must be specified in whole minutes.");
    }
    if (Math.abs(offset.ticks()) > MAX_OFFSET) {
      throw DotNetException.outOfRange("offset");
    }
    if (date.kind() == CsDateTime.Kind.UTC && offset.ticks() != 0) {
      throw DotNetException.argument("The UTC Offset for Utc DateTime instances must be 0.");
    }
    return new CsOffset(date.as(CsDateTime.Kind.UNSPECIFIED), offset.ticks());
  }

  static CsOffset unix(long ticksSinceEpoch) {
    return of(new CsDateTime(CsDateTime.UNIX, CsDateTime.Kind.UTC).plus(ticksSinceEpoch));
  }

  /** A DateTime or DateTimeOffset as the latter. */
  static CsOffset lift(Object value) {
    return value instanceof CsOffset it ? it : of((CsDateTime) value);
  }

  CsDateTime utc() {
    return new CsDateTime(local.ticks() - offset, CsDateTime.Kind.UTC);
  }

  long sinceEpoch() {
    return utc().ticks() - CsDateTime.UNIX;
  }

  CsOffset plus(long ticks) {
    return new CsOffset(local.plus(ticks), offset);
  }

  CsOffset at(long newOffset) {
    return new CsOffset(utc().plus(newOffset).as(CsDateTime.Kind.UNSPECIFIED), newOffset);
  }

  @Override
  public int compareTo(CsOffset other) {
    return utc().compareTo(other.utc());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsOffset it && compareTo(it) == 0;
  }

  @Override
  public int hashCode() {
    return utc().hashCode();
  }

  @Override
  public String toString() {
    return DateFormat.format(this, "");
  }
}
