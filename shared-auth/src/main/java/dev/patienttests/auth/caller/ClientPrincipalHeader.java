package dev.patienttests.auth.caller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.auth.caller.CallerPrincipal.Access;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header in which Easy Auth passes the caller (Azure documentation, work with user identities):
 * base64 of JSON with a list of claims. Claim types come in a short or a long spelling, depending
 * on the platform; both are read. Anything malformed or ambiguous is an unknown caller, 401.
 */
final class ClientPrincipalHeader {
  static final String NAME = "x-ms-client-principal";

  /** Longest header value. */
  static final int LONGEST = 16 * 1024;

  private static final JsonMapper MAPPER = StrictJson.mapper(LONGEST);
  private static final String IDENTITY = "http://schemas.microsoft.com/identity/claims/";

  private static final Map<String, String> LONG_SPELLINGS =
      Map.of(
          IDENTITY + "tenantid",
          "tid",
          IDENTITY + "objectidentifier",
          "oid",
          IDENTITY + "scope",
          "scp",
          "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
          "roles");

  private ClientPrincipalHeader() {}

  static CallerPrincipal decode(String header) {
    Map<String, Set<String>> claims = claims(json(header));
    Optional<String> v2 = single(claims, "azp");
    Optional<String> v1 = single(claims, "appid");
    if (v1.isPresent() && v2.isPresent() && !v1.equals(v2)) {
      throw ProblemException.unauthenticated();
    }
    String clientId = v2.or(() -> v1).orElseThrow(ProblemException::unauthenticated);
    boolean appOnly =
        !claims.containsKey("scp")
            && single(claims, "idtyp").filter(t -> !t.equals("app")).isEmpty();
    return new CallerPrincipal(
        clientId,
        single(claims, "oid"),
        single(claims, "tid"),
        appOnly,
        new Access.Roles(claims.getOrDefault("roles", Set.of())));
  }

  private static JsonNode json(String header) {
    if (header.length() > LONGEST || header.length() % 4 != 0) {
      throw ProblemException.unauthenticated();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header);
      return MAPPER.readTree(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException | JsonProcessingException e) {
      throw ProblemException.unauthenticated();
    }
  }

  private static Map<String, Set<String>> claims(JsonNode principal) {
    JsonNode list = principal.path("claims");
    if (!"aad".equals(principal.path("auth_typ").textValue()) || !list.isArray()) {
      throw ProblemException.unauthenticated();
    }
    Map<String, Set<String>> claims = new HashMap<>();
    for (JsonNode claim : list) {
      if (!claim.path("typ").isTextual() || !claim.path("val").isTextual()) {
        throw ProblemException.unauthenticated();
      }
      String type = claim.get("typ").textValue();
      claims
          .computeIfAbsent(LONG_SPELLINGS.getOrDefault(type, type), t -> new LinkedHashSet<>())
          .add(claim.get("val").textValue());
    }
    return claims;
  }

  /** The one value of a claim; two different ones, in whatever spelling, make nobody. */
  private static Optional<String> single(Map<String, Set<String>> claims, String type) {
    Set<String> values = claims.getOrDefault(type, Set.of());
    if (values.size() > 1 || values.contains("")) {
      throw ProblemException.unauthenticated();
    }
    return values.stream().findFirst();
  }
}
