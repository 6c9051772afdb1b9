package dev.patienttests.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.TraceContext;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import dev.patienttests.testkit.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerAuthenticationTest {
  private static final String LONG_ROLE =
      "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
  private static final String LONG_OID =
      "http://schemas.microsoft.com/identity/claims/objectidentifier";

  private final CallerAuthentication easyAuth = with(Map.of("WEBSITE_AUTH_ENABLED", "True"));

  private static CallerAuthentication with(Map<String, String> settings) {
    return CallerAuthentication.forEnvironment(Settings.of(settings));
  }

  private static String principal(String... claims) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < claims.length; i += 2) {
      list.append(i == 0 ? "" : ",")
          .append("{\"typ\":\"%s\",\"val\":\"%s\"}".formatted(claims[i], claims[i + 1]));
    }
    return encode(
        "{\"auth_typ\":\"aad\",\"claims\":[%s],\"name_typ\":\"n\",\"role_typ\":\"r\"}"
            .formatted(list));
  }

  private static String encode(String json) {
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ApiRequest request(String header) {
    return new ApiRequest(
        Map.of("x-ms-client-principal", header), Map.of(), Optional.empty(), TraceContext.start());
  }

  private void assertUnknown(String header) {
    assertThatThrownBy(() -> easyAuth.callerOf(request(header)))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(401));
  }

  @Test
  void readsShortClaimTypes() {
    CallerPrincipal caller =
        easyAuth.callerOf(
            request(principal("azp", "app-1", "oid", "o", "tid", "t", "roles", "A", "roles", "B")));

    assertThat(caller.name()).isEqualTo("app-1");
    assertThat(caller.objectId()).contains("o");
    assertThat(caller.tenantId()).contains("t");
    assertThat(caller.hasRole("A")).isTrue();
    assertThat(caller.hasRole("B")).isTrue();
    assertThat(caller.hasRole("a")).isFalse();
    assertThat(caller.appOnly()).isTrue();
  }

  @Test
  void tellsCallersApartWhoCallInTurn() {
    String writer = principal("azp", "app-1", "roles", "Write");
    String reader = principal("azp", "app-2", "roles", "Read");

    for (String header : List.of(writer, reader, writer, writer, reader)) {
      CallerPrincipal caller = easyAuth.callerOf(request(header));
      assertThat(caller.hasRole("Write")).isEqualTo(header.equals(writer));
      assertThat(caller.hasRole("Read")).isEqualTo(header.equals(reader));
    }
    assertUnknown(writer.substring(4));
    assertUnknown("");
  }

  @Test
  void takesTheRequestIdIntoTheLogOfAKnownCallerAlone() {
    assertThat(loggedAfter(easyAuth)).contains("\"requestId\":\"id-1\"");
    CallerAuthentication none = with(Map.of("WEBSITE_AUTH_ENABLED", "False"));
    assertThat(loggedAfter(none)).contains("\"status\":401").doesNotContain("id-1");
    CallerAuthentication developer =
        with(
            Map.of(
                "CALLER_AUTHENTICATION", "core-tools", "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true"));
    assertThat(loggedAfter(developer)).doesNotContain("id-1");
  }

  private static String loggedAfter(CallerAuthentication callers) {
    Call call = new Call().by("app-1", "A").header("x-correlation-id", "id-1");
    call.to(
        (message, context) ->
            Endpoint.answer(
                message,
                context,
                request -> {
                  callers.callerOf(request);
                  return ApiResponse.empty(200);
                }));
    return call.logged().get(0);
  }

  @Test
  void readsLongClaimTypesAndTheClientIdOfAVersion1Token() {
    CallerPrincipal caller =
        easyAuth.callerOf(request(principal("appid", "app-1", LONG_OID, "o", LONG_ROLE, "A")));
    assertThat(caller.name()).isEqualTo("app-1");
    assertThat(caller.objectId()).contains("o");
    assertThat(caller.hasRole("A")).isTrue();
  }

  @Test
  void takesTheSameClaimInBothSpellingsButNotTwoValues() {
    assertThat(
            easyAuth.callerOf(request(principal("azp", "a", "oid", "o", LONG_OID, "o"))).objectId())
        .contains("o");
    assertUnknown(principal("azp", "a", "oid", "o", LONG_OID, "other"));
    assertUnknown(principal("azp", "a", "azp", "b"));
    assertUnknown(principal("azp", "a", "appid", "b"));
  }

  @Test
  void knowsNobodyFromAMalformedHeader() {
    assertUnknown("");
    assertUnknown("%%%%");
    assertUnknown("e30"); // {} without its padding
    assertUnknown(encode("not json!"));
    assertUnknown(encode("[]"));
    assertUnknown(encode("{\"auth_typ\":\"aad\"}"));
    assertUnknown(encode("{\"auth_typ\":\"aad\",\"claims\":[1]}"));
    assertUnknown(encode("{\"auth_typ\":\"aad\",\"claims\":[{\"typ\":\"azp\",\"val\":1}]}"));
    assertUnknown(encode("{\"auth_typ\":\"google\",\"claims\":[{\"typ\":\"azp\",\"val\":\"a\"}]}"));
    assertUnknown(
        encode(
            "{\"auth_typ\":\"aad\",\"claims\":[],\"claims\":[{\"typ\":\"azp\",\"val\":\"a\"}]}"));
    assertUnknown(encode("{\"auth_typ\":\"aad\",\"claims\":[{\"typ\":\"azp\",\"val\":\"a\"}]} x"));
    assertUnknown(principal("oid", "o"));
    assertUnknown(principal("azp", ""));
    assertUnknown(principal("azp", "a") + "," + principal("azp", "a"));
    assertUnknown(
        Base64.getEncoder()
            .encodeToString(
                "{\"auth_typ\":\"aad\",\"claims\":[{\"typ\":\"azp\",\"val\":\"ü\"}]}"
                    .getBytes(StandardCharsets.ISO_8859_1)));
    assertUnknown(principal("azp", "a", "x", "y".repeat(20_000)));
  }

  @Test
  void believesNoPrincipalWithoutEasyAuth() {
    String forged = principal("azp", "app-1", "roles", "AuditRecord.Write");
    for (Map<String, String> settings :
        List.of(
            Map.<String, String>of(),
            Map.of("WEBSITE_AUTH_ENABLED", "False"),
            Map.of("WEBSITE_AUTH_ENABLED", "1"))) {
      CallerAuthentication off = with(settings);
      assertThatThrownBy(() -> off.callerOf(request(forged))).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void requiresTheAppRoleOfAnApplication() {
    AppRoles role = AppRoles.require("AuditRecord.Write");
    CallerPrincipal writer =
        easyAuth.callerOf(request(principal("azp", "a", "roles", "AuditRecord.Write")));
    assertThat(role.check(writer)).isSameAs(writer);
    for (String header :
        List.of(
            principal("azp", "a"),
            principal("azp", "a", "roles", "AuditRecord.Read"),
            principal("azp", "a", "roles", "AuditRecord.Write", "scp", "user_impersonation"),
            principal("azp", "a", "roles", "AuditRecord.Write", "idtyp", "user"))) {
      CallerPrincipal other = easyAuth.callerOf(request(header));
      assertThatThrownBy(() -> role.check(other))
          .isInstanceOfSatisfying(
              ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(403));
    }
  }

  @Test
  void makesEachCallerTheDeveloperUnderCoreTools() {
    CallerPrincipal caller =
        with(Map.of(
                "CALLER_AUTHENTICATION", "core-tools",
                "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true"))
            .callerOf(request("anything"));
    assertThat(caller.name()).isEqualTo("developer");
    assertThat(AppRoles.require("Any.Role").check(caller)).isSameAs(caller);
  }

  @Test
  void refusesCoreToolsAnywhereElse() {
    for (Map<String, String> settings :
        List.of(
            Map.of("CALLER_AUTHENTICATION", "core-tools"),
            Map.of(
                "CALLER_AUTHENTICATION", "core-tools",
                "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true",
                "WEBSITE_SITE_NAME", "func-audit"),
            Map.of("CALLER_AUTHENTICATION", "none"))) {
      assertThatThrownBy(() -> with(settings))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("CALLER_AUTHENTICATION");
    }
  }
}
