package dev.patienttests.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.functions.SiteConfig.AccessRestrictions;
import dev.patienttests.local.functions.SiteConfig.Rule;
import dev.patienttests.local.functions.frontend.FrontEnd;
import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.functions.http.Target;
import dev.patienttests.local.net.Caller;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stations of the front end before Easy Auth, each by itself. */
class FrontEndRulesTest {
  private static final Path ANY = Path.of("unused");
  private static final ListenerSettings LISTENER = new ListenerSettings(ANY, ANY, "", "");
  private static final Caller GATEWAY = new Caller("10.0.1.4", Optional.of(TestConfigs.SUBNET));
  private static final Caller OTHER = new Caller("10.0.2.4", Optional.of(TestConfigs.SUBNET + "2"));
  private static final Caller INTERNET = new Caller("203.0.113.7", Optional.empty());

  private final TestConfigs.Builder config = TestConfigs.builder(LISTENER, ANY, ANY);
  private final HeaderFields headers = new HeaderFields();

  @Test
  void hostOfAnotherSiteIs404WhoeverAsks() {
    assertThat(status("other.azurewebsites.net", GATEWAY)).isEqualTo(404);
    assertThat(status("", GATEWAY)).isEqualTo(404);
    assertThat(status("FUNC-test.azurewebsites.net:443", GATEWAY)).isEqualTo(200);
  }

  @Test
  void deniedCallerIsNamedInHeaderAndStatusLine() {
    Answer answer = admit(TestConfigs.HOST, INTERNET, true).orElseThrow();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.reason()).contains("Ip Forbidden");
    assertThat(answer.headers())
        .containsEntry("x-ms-forbidden-ip", "203.0.113.7")
        .containsEntry("Content-Type", "text/html");
  }

  @Test
  void accessRestrictionComesBeforeTheRedirectToHttps() {
    assertThat(admit(TestConfigs.HOST, OTHER, false).orElseThrow().status()).isEqualTo(403);

    Answer redirect = admit(TestConfigs.HOST, GATEWAY, false).orElseThrow();
    assertThat(redirect.status()).isEqualTo(301);
    assertThat(redirect.headers())
        .containsEntry("Location", "https://" + TestConfigs.HOST + "/api/echo?x=1");
    config.httpsOnly(false);
    assertThat(admit(TestConfigs.HOST, GATEWAY, false)).isEmpty();
  }

  @Test
  void rulesApplyByPriorityAndTheFirstThatMatchesDecides() {
    config.main(
        new AccessRestrictions(
            "Deny",
            List.of(
                address("any", 300, "Deny", "Any"),
                address("office", 200, "Allow", "203.0.113.0/24"),
                address("printer", 100, "Deny", "203.0.113.9/32"))));

    assertThat(status(TestConfigs.HOST, INTERNET)).isEqualTo(200);
    assertThat(status(TestConfigs.HOST, new Caller("203.0.113.9", Optional.empty())))
        .isEqualTo(403);
    assertThat(status(TestConfigs.HOST, GATEWAY)).isEqualTo(403);
  }

  @Test
  void addressRuleDoesNotMatchACallerThatComesByServiceEndpoint() {
    config.main(
        new AccessRestrictions("Deny", List.of(address("vnet", 100, "Allow", "10.0.0.0/8"))));

    assertThat(status(TestConfigs.HOST, GATEWAY)).isEqualTo(403);
    assertThat(status(TestConfigs.HOST, new Caller("10.0.1.4", Optional.empty()))).isEqualTo(200);
  }

  @Test
  void subnetIdsCompareIgnoringCaseAndDefaultActionDecidesTheRest() {
    Caller spelledOtherwise =
        new Caller("10.0.1.4", Optional.of(TestConfigs.SUBNET.replace("gateway", "GateWay")));
    assertThat(status(TestConfigs.HOST, spelledOtherwise)).isEqualTo(200);

    config.main(new AccessRestrictions("Allow", List.of()));
    assertThat(status(TestConfigs.HOST, INTERNET)).isEqualTo(200);
  }

  @Test
  void scmSiteIsGuardedByItsOwnRulesAlone() {
    assertThat(status(TestConfigs.SCM_HOST, GATEWAY)).isEqualTo(403);

    config.scm(new AccessRestrictions("Allow", List.of()));
    assertThat(status(TestConfigs.SCM_HOST, INTERNET)).isEqualTo(404);
    assertThat(status(TestConfigs.HOST, INTERNET)).isEqualTo(403);
  }

  @Test
  void ruleThatCannotBeEnforcedIsRefusedAtStart() {
    assertRefused(address("six", 1, "Allow", "2001:db8::/32"), "2001:db8::/32");
    assertRefused(address("log", 1, "Log", "Any"), "'Log'");
    assertRefused(new Rule("none", 1, "Allow", Optional.empty(), Optional.empty()), "'none'");
  }

  @Test
  void headersOfTheFrontEndReplaceWhatTheClientSent() {
    headers.set("X-ARR-LOG-ID", "forged");
    headers.set("client-ip", "1.1.1.1");
    headers.set("x-arr-clientcert", "forged");
    headers.set("disguised-host", "evil.example");

    assertThat(admit(TestConfigs.HOST, GATEWAY, true)).isEmpty();

    assertThat(headers.joined())
        .doesNotContainValue("forged")
        .doesNotContainKey("x-arr-clientcert")
        .containsEntry("client-ip", "10.0.1.4:5000")
        .containsEntry("x-forwarded-for", "10.0.1.4:5000")
        .containsEntry("x-forwarded-proto", "https")
        .containsEntry("x-site-deployment-id", "func-test")
        .containsEntry("x-original-url", "/api/echo?x=1")
        .containsEntry("disguised-host", TestConfigs.HOST);
  }

  @Test
  void withoutEasyAuthTheClientsPrincipalIsNotTouched() {
    // As in Azure: only WEBSITE_AUTH_ENABLED tells the app whether it may believe the header.
    headers.set("x-ms-client-principal", "client's own");

    assertThat(admit(TestConfigs.HOST, GATEWAY, true)).isEmpty();
    assertThat(headers.first("x-ms-client-principal")).contains("client's own");
  }

  private static Rule address(String name, int priority, String action, String address) {
    return new Rule(name, priority, action, Optional.of(address), Optional.empty());
  }

  private void assertRefused(Rule rule, String named) {
    config.main(new AccessRestrictions("Deny", List.of(rule)));
    assertThatThrownBy(() -> status(TestConfigs.HOST, GATEWAY))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(named);
  }

  /** Status of the refusal; 200 stands for a request that may go on. */
  private int status(String host, Caller caller) {
    return admit(host, caller, true).map(Answer::status).orElse(200);
  }

  private Optional<Answer> admit(String host, Caller caller, boolean secure) {
    headers.set("host", host);
    Target target = Target.read("GET", "/api/echo?x=1", host);
    return FrontEnd.of(config.build(), LISTENER)
        .admit(new FrontEnd.Arrival(caller, 5000, target, headers, secure));
  }
}
