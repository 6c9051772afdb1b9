package dev.patienttests.local.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which targets and hosts are taken. */
class RequestTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/a/",
        "/a/b-c_d~e.f",
        "/a/b;c=d/e",
        "/a/...",
        "/a/%C3%A4%20b",
        "/a?b=c&d=%2F%25&e=/?:@",
        "/a?",
        "/a/b:c@d!$&'()*+,=e"
      })
  void plainTargetsAreTakenAsTheyAre(String target) {
    assertThat(RequestTarget.of(target, "a.example").orElseThrow().toString() + suffix(target))
        .isEqualTo("https://a.example" + target);
  }

  /** A query that is empty is none. */
  private static String suffix(String target) {
    return target.endsWith("?") ? "?" : "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "a.example:443",
        "http://a.example/a",
        "https://b.example/a",
        "https://a.example:444/a",
        "//a",
        "/a//b",
        "/a/.",
        "/a/./b",
        "/a/..",
        "/a/../b",
        "/a/..;b/c",
        "/a/;b",
        "/a/%2e",
        "/a/%2E%2e/b",
        "/a/%2f",
        "/a/%5C",
        "/a/%25",
        "/a/%3b",
        "/a/%00",
        "/a/%7f",
        "/a/%0d%0ab",
        "/a/%c0%ae",
        "/a/%ff",
        "/a/%",
        "/a/%4",
        "/a/%4g",
        "/a/%u0041",
        "/a\\b",
        "/a#b",
        "/a?b#c",
        "/a?%zz",
        "/a?b|c",
        "/a b",
        "/\u00e4"
      })
  void whatTwoReadersMightUnderstandInTwoWaysIsNot(String target) {
    assertThat(RequestTarget.of(target, "a.example")).isEmpty();
  }

  @Test
  void hostsAreComparedInLowerCaseAndMayNameAPort() {
    assertThat(RequestTarget.of("/a", "A.Example:8443").orElseThrow().authority())
        .isEqualTo("a.example:8443");
    assertThat(RequestTarget.of("https://A.example/a", "a.example").orElseThrow().path())
        .isEqualTo("/a");
    assertThat(RequestTarget.of("https://a.example", "a.example").orElseThrow().path())
        .isEqualTo("/");
    assertThat(RequestTarget.of("/a", "[::1]:8443").orElseThrow().host()).isEqualTo("[::1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a.example:",
        "a.example:0",
        "a.example:99999",
        "u@a",
        "a/b",
        "[a"
      })
  void whatIsNoHostIsRefused(String host) {
    assertThat(RequestTarget.of("/a", host)).isEmpty();
  }
}
