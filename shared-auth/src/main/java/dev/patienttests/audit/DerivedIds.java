package dev.patienttests.audit;

import dev.patienttests.ids.Sha256;
import dev.patienttests.ids.Uuids;
import java.util.Locale;

/** Ids of audit events that follow from the id of another one. */
public final class DerivedIds {
  private static final String CLOSING = "patienttests/closing/";

  private DerivedIds() {}

  /**
   * The id of the event that closes an attempt: its outcome, its replay, or that it stays
   * unresolved. Since all three have this one id, at most one of them can be recorded, and whoever
   * knows the attempt finds it by its key.
   *
   * @param attemptId id of the attempt, a UUID in any case
   * @return a UUID of version 8 (RFC 9562) in lower case, made of the first 16 bytes of the SHA-256
   *     of {@code patienttests/closing/} and the attempt's id in lower case
   */
  public static String closing(String attemptId) {
    return Uuids.version8(Sha256.of(CLOSING + attemptId.toLowerCase(Locale.ROOT)));
  }
}
