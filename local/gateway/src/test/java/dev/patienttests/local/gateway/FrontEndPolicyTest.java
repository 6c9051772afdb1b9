package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code global.xml} tells whether a front end forwards a request, and for whom. */
@PatternDocuments
class FrontEndPolicyTest {
  private final Coverage coverage;

  FrontEndPolicyTest(Coverage coverage) {
    this.coverage = coverage;
  }

  private TestRun from(String prefix, String address, String... headers) {
    TestRequest request = TestRequest.get("/test/a").from(address).header("X-Front-End", "private");
    for (int i = 0; i < headers.length; i += 2) {
      request = request.header(headers[i], headers[i + 1]);
    }
    return GatewayFixture.of(
            PatternService.global().namedValue("front-end-prefix", prefix).build(), coverage)
        .send(request);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.0/24, 10.1.2.0",
    "10.1.2.0/24, 10.1.2.255",
    "10.1.2.77/24, 10.1.2.1",
    "10.1.2.0/24, ::ffff:10.1.2.9",
    "10.1.2.0/24, ::FFFF:10.1.2.9",
    "10.1.2.4/32, 10.1.2.4",
    "128.0.0.0/1, 255.0.0.1",
    "0.0.0.0/0, 203.0.113.7",
    "127.0.0.0/8, 127.0.0.1",
  })
  void whatAFrontEndSaysIsBelieved(String prefix, String address) {
    assertThat(from(prefix, address).sent("X-Front-End")).contains("private");
  }

  @ParameterizedTest
  @CsvSource({
    "none, 10.1.2.1",
    "10.1.2.0/24, 10.1.3.0",
    "10.1.2.0/24, 10.1.1.255",
    "10.1.2.4/32, 10.1.2.5",
    "128.0.0.0/1, 127.255.255.255",
    "10.1.2.0/24, 2001:db8::1",
    "10.1.2.0/24, ::1",
    "10.1.2.0/24, 10.1.2",
    "10.1.2.0/24, 10.1.2.256",
    "10.1.2.0/24, x",
    "2001:db8::/32, 2001:db8::1",
    "10.1.2.0/33, 10.1.2.0",
    "10.1.2.0/-1, 10.1.2.0",
    "10.1.2/24, 10.1.2.0",
    "10.1.2.0, 10.1.2.0",
    "10.1.2.x/24, 10.1.2.0",
  })
  void whatAnyoneElseSaysIsNot(String prefix, String address) {
    TestRun run = from(prefix, address, "X-Forwarded-For", "198.51.100.1");
    assertThat(run.sent("X-Front-End")).isEmpty();
    assertThat(run.variables()).containsEntry("address", address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1                     | 198.51.100.1",
        "198.51.100.1:40123               | 198.51.100.1",
        "203.0.113.9, 198.51.100.1:40123  | 198.51.100.1",
        "10.1.2.3,198.51.100.1            | 198.51.100.1",
        "2001:db8::9                      | 2001:db8::9",
        "[2001:db8::9]:40123              | 2001:db8::9",
        "198.51.100.1,                    | 10.1.2.3",
      })
  void theClientIsWhomTheFrontEndNamesLast(String forwarded, String client) {
    TestRun run = from("10.1.2.0/24", "10.1.2.3", "X-Forwarded-For", forwarded);
    assertThat(run.variables()).containsEntry("address", client);
  }

  @Test
  void aFrontEndThatNamesNobodyIsTheClientItself() {
    assertThat(from("10.1.2.0/24", "10.1.2.3").variables()).containsEntry("address", "10.1.2.3");
  }
}
