package dev.patienttests.local.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of the recorded tokens is left out, and why. */
final class ConformanceScope {
  private static final Set<String> PARAMETERS =
      Set.of(
          "jwks",
          "clockSkewSeconds",
          "nowMillis",
          "issuers",
          "audiences",
          "validAlgorithms",
          "validTypes",
          "requireExpirationTime",
          "tryAllIssuerSigningKeys");

  private static final Map<String, String> GROUPS =
      Map.of(
          "inline-key", "keys come from the issuer's JWKS alone",
          "jwe", "access tokens of Entra ID are not encrypted",
          "x5t", "keys are found by kid alone");

  private static final String OTHER_ALGORITHM =
      "names of XML signatures, and curves that are not the algorithm's, are not admitted";
  private static final String OLDER_HANDLER =
      "refused, as JwtSecurityTokenHandler does: padding, blanks or text beyond the object";

  private static final Map<String, String> CASES =
      Map.ofEntries(
          Map.entry("J067", OTHER_ALGORITHM),
          Map.entry("J069", OTHER_ALGORITHM),
          Map.entry("J070", OTHER_ALGORITHM),
          Map.entry("J110", OTHER_ALGORITHM),
          Map.entry("J112", OTHER_ALGORITHM),
          Map.entry("J385", "no audiences: here not looked at"),
          Map.entry("J386", "no audiences: here not looked at"),
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

  static Optional<String> reasonToLeaveOut(JsonNode one) {
    for (Map.Entry<String, JsonNode> parameter : one.path("params").properties()) {
      if (!PARAMETERS.contains(parameter.getKey())) {
        return Optional.of("the rule " + parameter.getKey() + " is not there yet");
      }
    }
    return Optional.ofNullable(GROUPS.get(one.path("group").asText()))
        .or(() -> Optional.ofNullable(CASES.get(one.path("id").asText())));
  }
}
