package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
  private final Map<String, String> headers = new HashMap<>();

  private ApiRequest request(String body) {
    return new ApiRequest(headers, Map.of(), Optional.of(body), TraceContext.start());
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String body, int status) {
    return assertThatThrownBy(() -> request(body).json())
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(status))
        .hasNoCause();
  }

  @Test
  void readsAnObjectAndCountsAMissingTypeAsJson() {
    assertThat(request("{\"a\":\"ü\"}").json().path("a").textValue()).isEqualTo("ü");
  }

  @Test
  void acceptsJsonInUtf8Only() {
    for (String good :
        List.of(
            "application/json",
            "Application/JSON",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"")) {
      headers.put("Content-Type", good);
      assertThat(request("{}").json()).isEmpty();
    }
    for (String wrong :
        List.of(
            "text/plain",
            "application/jsonp",
            "application/json; charset=iso-8859-1",
            "application/json, text/plain",
            "application/x-www-form-urlencoded")) {
      headers.put("Content-Type", wrong);
      assertRefused("{}", 415);
    }
  }

  @Test
  void refusesMoreThan64KibInBytes() {
    String full = "{\"a\":\"" + "x".repeat(JsonBody.LARGEST - 8) + "\"}";
    assertThat(request(full).json()).hasSize(1);
    assertRefused(full + " ", 413);
    assertRefused("{\"a\":\"" + "ü".repeat(JsonBody.LARGEST / 2) + "\"}", 413);
  }

  @Test
  void refusesADeclaredLengthThatIsTooLarge() {
    for (String length : List.of("65537", "99999999999999999999")) {
      headers.put("Content-Length", length);
      assertRefused("{}", 413);
    }
    headers.put("Content-Length", "65536");
    assertThat(request("{}").json()).isEmpty();
  }

  @Test
  void refusesWhatIsNotOneObjectAndNamesThePosition() {
    for (String body : List.of("", " ", "[]", "\"a\"", "null", "1")) {
      assertRefused(body, 400);
    }
    for (String body :
        List.of(
            "{\"a\":1} canary",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":canary}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":1,}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":1 /* canary */}",
            "\uFEFF\uFEFF{}",
            "{\"a\":\"canary")) {
      assertRefused(body, 400)
          .hasMessageContaining("line 1, column")
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void namesAMemberThatStandsTwice() {
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class, () -> request("{\"name\":1,\"name\":2}").json());
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("name");
  }

  @Test
  void refusesWhatOnlyAnAttackerSends() {
    assertRefused("[".repeat(10_000) + "]".repeat(10_000), 400);
    assertRefused("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), 400);
    assertRefused("{\"a\":" + "9".repeat(1000) + "}", 400);
    assertRefused("{\"a\":1e999999999}", 400);
    assertRefused("{\"" + "n".repeat(300) + "\":1}", 400);
    assertRefused("{\"a\":\"\\ud800\"}", 400);
    assertRefused("{\"a\":[{\"\\udc00\":1}]}", 400);
    assertRefused("{\"a\":\"M\ufffdller\"}", 400);
  }
}
