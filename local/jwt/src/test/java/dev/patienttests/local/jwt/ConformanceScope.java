package dev.patienttests.local.jwt;

import java.util.Map;
import java.util.Optional;

/** What of the recorded tokens is left out, and why. */
final class ConformanceScope {
  private static final String OTHER_ALGORITHM =
      "names of XML signatures, and curves that are not the algorithm's, are not admitted";
  private static final String OLDER_HANDLER =
      "refused, as JwtSecurityTokenHandler does: padding, blanks or text beyond the object";

  private static final Map<String, String> CASES =
      Map.ofEntries(
          Map.entry("J067", OTHER_ALGORITHM),
          Map.entry("J069", OTHER_ALGORITHM),
          Map.entry("J070", OTHER_ALGORITHM),
          Map.entry("J071", OTHER_ALGORITHM),
          Map.entry("J110", OTHER_ALGORITHM),
          Map.entry("J112", OTHER_ALGORITHM),
          Map.entry("J465", OLDER_HANDLER),
          Map.entry("J484", OLDER_HANDLER),
          Map.entry("J485", OLDER_HANDLER),
          Map.entry("J487", OLDER_HANDLER),
          Map.entry("J488", OLDER_HANDLER),
          Map.entry("J498", OLDER_HANDLER),
          Map.entry("J501", OLDER_HANDLER),
          Map.entry("J742", "the key set is refused as a whole, before any token"),
          Map.entry("J750", "the key set is refused as a whole, before any token"),
          Map.entry("J752", "the key set is refused as a whole, before any token"));

  private ConformanceScope() {}

  static Optional<String> reasonToLeaveOut(RecordedToken token) {
    return token
        .declined()
        .or(() -> Optional.ofNullable(CASES.get(token.one().path("id").asText())));
  }
}
