package dev.patienttests.local.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCheckTest {

  private static PolicyDocument page(String inbound) {
    return new PolicyDocument(
        "<policies>\n<inbound>\n"
            + inbound
            + "\n</inbound>\n<backend />\n<outbound />\n<on-error />\n</policies>",
        "a.xml");
  }

  private static List<String> check(boolean assume, PolicyDocument... documents) {
    return PolicyCheck.check(List.of(documents), Map.of("known", "5"), assume).stream()
        .map(Finding::toString)
        .toList();
  }

  private static List<String> warnings(String inbound) {
    return check(true, page(inbound));
  }

  @Test
  void everyRefusalIsToldNotOnlyTheFirst() {
    List<String> found =
        check(
            false,
            page(
                """
                <no-such-policy />
                <set-header name="a b"><value>x</value></set-header>
                <choose>
                  <when condition="@(1)"><forward-request timeout="1" /></when>
                  <otherwise><set-variable name="a" value="@(nope)" /></otherwise>
                </choose>
                <include-fragment fragment-id="gone" />
                <set-status />"""),
            new PolicyDocument("<policies>\n<inbound>\n</policies>", "b.xml"));
    assertThat(found).hasSize(8);
    assertThat(found.get(0)).startsWith("a.xml:3:1: error: <no-such-policy>: ");
    assertThat(found.get(1)).startsWith("a.xml:4:13: error: <set-header> attribute 'name': ");
    assertThat(found.get(2)).startsWith("a.xml:6:22: error: <when> attribute 'condition': ");
    assertThat(found.get(3)).startsWith("a.xml:6:26: error: <forward-request>: is not allowed");
    assertThat(found.get(4)).startsWith("a.xml:7:46: error: <set-variable> attribute 'value': ");
    assertThat(found.get(5)).startsWith("a.xml:9:19: error: <include-fragment> attribute");
    assertThat(found.get(6)).startsWith("a.xml:10:1: error: <set-status>: ");
    assertThat(found.get(7)).startsWith("b.xml:3:3: error: not well-formed");
  }

  @Test
  void anUnknownNamedValueIsToldOrAssumed() {
    PolicyDocument document =
        page(
            """
            <rate-limit calls="{{known}}" renewal-period="{{other}}" />
            <set-backend-service base-url="https://{{host}}/a" />
            <set-variable name="a" value="@("{{text}}".Nope)" />
            <set-variable name="b" value="@({{code}})" />
            <set-variable name="c" value="@("\\"{{more}}\\"".Wrong)" />""");
    assertThat(check(false, document))
        .hasSize(7)
        .contains(
            "a.xml:3:31: error: unknown named value 'other'",
            "a.xml:4:22: error: unknown named value 'host'",
            "a.xml:5:34: error: unknown named value 'text'",
            "a.xml:6:33: error: unknown named value 'code'");
    assertThat(check(true, document))
        .as("what does not depend on them is judged")
        .satisfiesExactly(
            first -> assertThat(first).contains("member 'Nope'"),
            second -> assertThat(second).contains("member 'Wrong'"));
    assertThat(check(true, page("<rate-limit calls=\"{{other}}\" renewal-period=\"nine\" />")))
        .hasSize(1);
  }

  @Test
  void documentsThatAreCheckedTogetherIncludeEachOthersFragments() {
    PolicyDocument fragment =
        new PolicyDocument(
            "<fragment>\n<set-variable name=\"a\" value=\"@(nope)\" />\n</fragment>",
            "fragments/one.xml");
    PolicyDocument document = page("<include-fragment fragment-id=\"one\" />");
    assertThat(check(false, document, fragment))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("fragments/one.xml:2:33: error: <set-variable> attribute 'value': expression:");
    assertThat(check(false, document)).hasSize(1);
    assertThat(check(true, document)).isEmpty();
  }

  @Test
  void whatStandsBehindAnUnknownSchemaIsJudged() {
    PolicyDocument document =
        page(
            """
            <validate-content unspecified-content-type-action="prevent" max-size="9" size-exceeded-action="prevent">
              <content validate-as="json" schema-id="gone" />
              <content validate-as="text" />
            </validate-content>""");
    assertThat(check(true, document))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("a.xml:5:12: error: <content> attribute 'validate-as': 'text'");
    assertThat(check(false, document)).hasSize(2);
  }

  @Test
  void codeAmidTextIsTold() {
    assertThat(
            warnings(
                """
                <set-header name="a"><value>to @(context.Api.Id)</value></set-header>
                <set-variable name="b" value="to @{return 1;}" />
                <set-variable name="c" value="@("to @(" + 1)" />"""))
        .containsExactly(
            "a.xml:3:22: warning: <value>: holds code amid text",
            "a.xml:4:24: warning: <set-variable>: attribute 'value' holds code amid text");
  }

  @Test
  void aFragmentMayBelongToAnySection() {
    String start = "<fragment><forward-request timeout=\"1\" />";
    assertThat(check(false, new PolicyDocument(start + "</fragment>", "f.xml"))).isEmpty();
    assertThat(check(false, new PolicyDocument(start + "<base /></fragment>", "f.xml")))
        .containsExactly("f.xml:1:42: error: <base>: may not stand in a fragment");
  }

  @Test
  void aFragmentThatIncludesItselfIsTold() {
    PolicyDocument fragment =
        new PolicyDocument("<fragment><include-fragment fragment-id=\"f\" /></fragment>", "f.xml");
    assertThat(check(false, page("<include-fragment fragment-id=\"f\" />"), fragment))
        .containsExactly("f.xml:1:11: error: <include-fragment>: may not stand in a fragment");
  }

  @Test
  void aDocumentOfAnUnknownScopeMayBeOfAny() {
    String quota = "<quota calls=\"5\" renewal-period=\"3600\" />";
    assertThat(check(false, page(quota))).isEmpty();
    PolicyDocument ofAnApi = new PolicyDocument(page(quota).xml(), "apim/policies/apis/a.xml");
    assertThat(check(false, ofAnApi)).hasSize(1).first().asString().contains("scope api");
  }

  @Test
  void aDocumentHasAllFourSections() {
    assertThat(
            check(
                false, new PolicyDocument("<policies><inbound /><backend /></policies>", "a.xml")))
        .containsExactly(
            "a.xml:1:1: warning: <policies>: section <on-error> is missing",
            "a.xml:1:1: warning: <policies>: section <outbound> is missing");
  }

  @Test
  void aCallHasATimeout() {
    assertThat(
            check(false, new PolicyDocument("<fragment><forward-request /></fragment>", "f.xml")))
        .containsExactly("f.xml:1:11: warning: <forward-request>: has no timeout of its own");
    assertThat(
            check(
                false,
                new PolicyDocument(
                    "<fragment><forward-request timeout-ms=\"5\" /></fragment>", "f")))
        .isEmpty();
  }

  private static final String ASK =
      "<send-request response-variable-name=\"answer\" timeout=\"5\"><set-url>https://a.example"
          + "</set-url><set-method>GET</set-method></send-request>";
  private static final String BODY =
      "@(((IResponse)context.Variables[\"answer\"]).Body.As<string>())";

  @Test
  void anAnswerIsCachedOnlyOnceItsStatusWasLookedAt() {
    String store = "<cache-store-value key=\"k\" value='" + BODY + "' duration=\"9\" />";
    assertThat(warnings(ASK + store)).hasSize(1).first().asString().contains("status");
    String through =
        "<set-variable name=\"v\" value='"
            + BODY
            + "' />"
            + "<cache-store-value key=\"k\" value='@((string)context.Variables[\"v\"])' duration=\"9\" />";
    assertThat(warnings(ASK + through)).hasSize(1);
    String when =
        "<choose><when condition='@(((IResponse)context.Variables[\"answer\"]).StatusCode == 200)'>";
    assertThat(warnings(ASK + when + store + "</when></choose>")).isEmpty();
    String status =
        "<set-variable name=\"s\" value='@(((IResponse)context.Variables[\"answer\"]).StatusCode)' />"
            + "<choose><when condition='@((int)context.Variables[\"s\"] == 200)'>";
    assertThat(warnings(ASK + status + through + "</when></choose>")).isEmpty();
    assertThat(warnings("<cache-store-value key=\"k\" value=\"v\" duration=\"9\" />")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<set-header name=\"x-functions-key\"><value>abc</value></set-header>",
        "<set-header name=\"Authorization\"><value>abc</value></set-header>",
        "<set-header name=\"x-any\"><value>Bearer abcdefghijkl</value></set-header>",
        "<set-header name=\"x-any\"><value>@(\"Basic \" + \"Basic dXNlcjpwYXNz\")</value></set-header>",
        "<set-query-parameter name=\"api-key\"><value>abc</value></set-query-parameter>",
        "<set-variable name=\"clientSecret\" value=\"abc\" />",
        "<set-backend-service base-url=\"https://a.example/?sv=1&amp;sig=abcdefgh%3D\" />",
      })
  void aSecretThatIsWrittenDownIsFound(String policy) {
    assertThat(warnings(policy)).hasSize(1).first().asString().contains("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<set-header name=\"x-functions-key\"><value>{{host-key}}</value></set-header>",
        "<set-header name=\"Authorization\"><value>@((string)context.Variables[\"a\"])</value></set-header>",
        "<set-header name=\"Authorization\"><value>Bearer {{token}}</value></set-header>",
        "<set-header name=\"x-functions-key\" exists-action=\"delete\" />",
        "<set-variable name=\"cacheKey\" value=\"abc\" />",
        "<set-variable name=\"keyVaultStatus\" value=\"@(0)\" />",
        "<set-header name=\"WWW-Authenticate\"><value>Bearer authorization_uri=https://a.example"
            + "</value></set-header>",
        "<set-header name=\"WWW-Authenticate\"><value>Bearer realm=\"abc\"</value></set-header>",
      })
  void whatIsNoSecretIsNotFound(String policy) {
    assertThat(warnings(policy)).isEmpty();
  }

  @Test
  void findingsAreSortedAndStandOnce() {
    List<PolicyDocument> documents = new ArrayList<>();
    documents.add(page("<nope />"));
    documents.add(new PolicyDocument("<nope />", "0.xml"));
    documents.add(page("<nope />"));
    assertThat(check(false, documents.toArray(new PolicyDocument[0]))).hasSize(2);
  }
}
