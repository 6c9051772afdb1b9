package dev.patienttests.local.functions.frontend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.jwt.Claims;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers by which Easy Auth tells the app who calls (Azure documentation, user identities).
 * For an app-only caller there is no name.
 */
final class Principal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROLE = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
  private static final String NAME_TYPE =
      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
  private static final Map<String, String> LONG_NAMES =
      Map.of(
          "tid", "http://schemas.microsoft.com/identity/claims/tenantid",
          "oid", "http://schemas.microsoft.com/identity/claims/objectidentifier",
          "roles", ROLE,
          "sub", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier");

  private Principal() {}

  static Map<String, String> of(Claims claims) {
    ObjectNode principal = JSON.createObjectNode().put("auth_typ", "aad");
    ArrayNode list = principal.putArray("claims");
    claims
        .all()
        .forEach(
            claim ->
                list.addObject()
                    .put("typ", LONG_NAMES.getOrDefault(claim.type(), claim.type()))
                    .put("val", claim.value()));
    principal.put("name_typ", NAME_TYPE).put("role_typ", ROLE);
    Map<String, String> headers = new LinkedHashMap<>();
    byte[] json = principal.toString().getBytes(StandardCharsets.UTF_8);
    headers.put("x-ms-client-principal", Base64.getEncoder().encodeToString(json));
    headers.put("x-ms-client-principal-idp", "aad");
    claims
        .first("oid")
        .or(() -> claims.first("sub"))
        .ifPresent(id -> headers.put("x-ms-client-principal-id", id));
    return headers;
  }
}
