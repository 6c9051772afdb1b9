package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.net.StartException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway refuses at load; each message says where. */
class LoadRefusalTest {

  static String page(String inbound) {
    return "<policies>\n  <inbound>\n    "
        + inbound
        + "\n  </inbound>\n  <backend><base /></backend>\n  <outbound />\n  <on-error />\n</policies>";
  }

  static String refusal(String document) {
    Engine engine = new Engine();
    engine.configs.api = Optional.of(document);
    return refusal(engine);
  }

  static String refusal(Engine engine) {
    return catchThrowableOfType(PolicyLoadException.class, engine::load).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
<invent-response />                                     § 3:5: <invent-response>: unknown policy
<set-hedaer name="a" />                                 § 3:5: <set-hedaer>: unknown policy; is <set-header> meant?
<Validate-Jwt />                                        § <Validate-Jwt>: unknown policy; is <validate-jwt> meant?
<llm-token-limit />                                     § 3:5: <llm-token-limit>: the gateway knows this policy, but does not support it
<choose><when condition="true"><xsl-transform /></when></choose> § 3:36: <xsl-transform>: the gateway knows this policy, but does not support it
<send-request response-variable-name="a"><proxy url="http://p" /></send-request> § 3:46: <proxy>: the gateway knows this policy, but does not support it
<send-one-way-request><authentication-certificate thumbprint="p" /></send-one-way-request> § 3:27: <authentication-certificate>: the gateway knows this policy, but does not
<send-one-way-request />                                § 3:5: <send-one-way-request>: needs <set-url> and <set-method>
<send-request response-variable-name="a" mode="old" />  § 3:46: <send-request> attribute 'mode': 'old' is none of [copy, new]
<cors />                                                § 3:5: <cors>: needs <allowed-origins>
<cors><allowed-origins /></cors>                        § 3:11: <allowed-origins>: needs at least one <origin>
<cors><allowed-origins><origin>page.example</origin></allowed-origins></cors> § 3:28: <origin>: 'page.example' is neither * nor an origin
<cors><allowed-origins><origin>https://a/path</origin></allowed-origins></cors> § 3:28: <origin>: 'https://a/path' is neither
<cors><allowed-origins><origin>*</origin><origin>https://a</origin></allowed-origins></cors> § 3:11: <allowed-origins>: * may not stand beside
<cors><allowed-origins><origin>*</origin></allowed-origins><allowed-headers><header>@("*")</header></allowed-headers></cors> § <header>: expressions are not allowed here
<cache-lookup><vary-by-header>@("a")</vary-by-header></cache-lookup> § 3:19: <vary-by-header>: expressions are not allowed here
<cors><allowed-origins><origin>*</origin></allowed-origins><allowed-methods><method>G T</method></allowed-methods></cors> § <method>: 'G T' is no method
<cors><allowed-origins><origin>*</origin></allowed-origins><allowed-methods preflight-result-max-age="x"><method>GET</method></allowed-methods></cors> § <allowed-methods> attribute 'preflight-result-max-age': 'x' is no whole
<cors><allowed-origins><origin>*</origin></allowed-origins><allowed-headers><header>a b</header></allowed-headers></cors> § <header>: 'a b' is no header name
<cors><allowed-headers><header>a</header></allowed-headers><allowed-origins><origin>*</origin></allowed-origins></cors> § <allowed-origins>: must stand before <allowed-headers>
<mock-response status-code="@(200)" />                  § 3:35: <mock-response> attribute 'status-code': expressions are not allowed here
<mock-response status-code="99" />                      § 3:20: <mock-response> attribute 'status-code': '99' is no whole number
<wait />                                                § 3:5: <wait>: needs at least one policy to wait for
<wait for="some"><choose><when condition="true" /></choose></wait> § 3:11: <wait> attribute 'for': 'some' is none of [all, any]
<wait><set-variable name="a" value="b" /></wait>        § 3:11: <set-variable>: may not stand directly in <wait>
<wait><choose><when condition="true"><wait><choose><when condition="true" /></choose></wait></when></choose></wait> § 3:42: <wait>: may not stand in <wait>
<retry condition="true" count="1" interval="1"><wait><choose><when condition="true" /></choose></wait></retry> § 3:52: <wait>: may not stand in <retry>
<retry condition="true" count="1" interval="1" delta="x"><trace source="a" /></retry> § 3:52: <retry> attribute 'delta': 'x' is no whole number
<forward-request />                                     § 3:5: <forward-request>: is not allowed in section inbound
<set-header name="a" wrong="b"><value>x</value></set-header> § 3:26: <set-header> attribute 'wrong': unknown attribute
<set-header name="a"><text>x</text></set-header>        § 3:26: <text>: is not allowed in <set-header>
<set-header name="a" />                                 § 3:5: <set-header>: a <value> is missing
<set-header><value>x</value></set-header>               § 3:5: <set-header>: attribute 'name' is missing
<set-header name="a b"><value>x</value></set-header>    § 3:17: <set-header> attribute 'name': 'a b' is no header name
<set-header name="Connection"><value>x</value></set-header> § 3:17: <set-header> attribute 'name': this header cannot be set
<set-header name="a" exists-action="put"><value>x</value></set-header> § 3:26: <set-header> attribute 'exists-action': expected override
<set-variable name="@(1)" value="x" />                  § 3:27: <set-variable> attribute 'name': expressions are not allowed here
<set-variable name="a" value="{{nope}}" />              § 3:28: <set-variable> attribute 'value': unknown named value 'nope'
<set-variable name="a" value="@(1" />                   § 3:35: <set-variable> attribute 'value': the expression is not closed
<set-variable name="a" value="@(1) b" />                § 3:40: <set-variable> attribute 'value': an expression must be the whole value
<set-variable name="a" value="@(""a"".Split(',').ToArray<int>())" /> § 3:62: <set-variable> attribute 'value': expression: no 'ToArray' of 'string[]' takes
<set-variable name="a" value="b-@("c")" />              § 3:37: <set-variable> attribute 'value': an expression must be the whole value
<set-variable name="a" value="b-@{ return "c"; }" />    § 3:37: <set-variable> attribute 'value': an expression must be the whole value
<set-header name="a"><value>@(1)ms</value></set-header> § 3:37: <value>: an expression must be the whole value
<set-variable name="a" value="@(1)" b="&x;" />          § 3:47: not well-formed
<!-- a <!-- b --> c -->                                 § 3:14: a comment may not hold '--'
<!-->                                                   § 3:5: the comment is not closed
<!-- a--->                                              § 3:11: a comment may not hold '--'
<trace source="a">text<message>m</message></trace>      § 3:5: <trace>: text is not allowed beside child elements
<set-body template="none">x</set-body><trace />         § 3:43: <trace>: attribute 'source' is missing
<set-variable name="a" value="@(context.Nope)" />       § 3:45: <set-variable> attribute 'value': expression: member 'Nope'
<set-variable name="a" value="@(nope)" />               § 3:37: <set-variable> attribute 'value': expression: unknown name 'nope'
<set-variable name="a" value="@(new Clock())" />        § 3:41: <set-variable> attribute 'value': expression: type 'Clock' is not supported
<set-variable name="a" value="@(h => true)" />          § 3:37: <set-variable> attribute 'value': expression: a lambda or method group is no value here
<set-variable name="a" value="@(context.Request.Body?.As)" /> § 3:57: <set-variable> attribute 'value': expression: a lambda or method group is no value here
<set-variable name="a" value="@(1 + )" />               § 3:41: <set-variable> attribute 'value': expression: unexpected
<set-variable name="a" value="@(1 / 0)" />              § 3:39: <set-variable> attribute 'value': expression: division by constant zero
<set-variable name="a" value="@{ goto end; return 1; }" /> § 3:38: <set-variable> attribute 'value': expression: statement 'goto' is not supported
<set-variable name="a" value="@{ if (context.Tracing) { return 1; } }" /> § <set-variable> attribute 'value': expression: not every path returns a value
<set-variable name="a" value="@(Regex.IsMatch(""a"", ""(?(a)b|c)""))" /> § <set-variable> attribute 'value': expression: Conditions in a pattern are not supported here
<set-variable name="a" value="@('ab')" />               § 3:37: <set-variable> attribute 'value': expression: a character literal holds exactly one character
<set-variable name="a" value="b">text</set-variable>    § 3:5: <set-variable>: text is not allowed here
<set-variable name="a" value="&x;" />                   § 3:38: not well-formed
<choose><when condition="@(1)" /></choose>              § 3:32: <when> attribute 'condition': expected a bool, the expression gives int
<choose><when condition="yes" /></choose>               § 3:19: <when> attribute 'condition': expected true, false or an expression
<choose />                                              § 3:5: <choose>: needs at least one <when>
<choose><otherwise /></choose>                          § 3:5: <choose>: needs at least one <when>
<choose><when condition="true"><base /></when></choose> § 3:36: <base>: may stand only directly in a section
<include-fragment fragment-id="nope" />                 § 3:23: <include-fragment> attribute 'fragment-id': unknown fragment 'nope'
<rate-limit calls="0" renewal-period="10" />            § 3:17: <rate-limit> attribute 'calls': '0' is no whole number from 1
<rate-limit calls="2147483648" renewal-period="10" />   § 3:17: <rate-limit> attribute 'calls': '2147483648' is no whole number from 1
<rate-limit calls="1" renewal-period="301" />           § 3:27: <rate-limit> attribute 'renewal-period': '301' is no whole number from 1 to 300
<cache-store-value key="a" value="b" duration="1" caching-type="external" /> § 3:55: <cache-store-value> attribute 'caching-type': there is no external cache
<!-->                                                   § 3:5: the comment is not closed
<set-body template="mustache">x</set-body>              § 3:15: <set-body> attribute 'template': 'mustache' is none of [liquid, none]
<set-backend-service backend-id="b" />                  § 3:26: <set-backend-service> attribute 'backend-id': unknown backend 'b'
<set-backend-service />                                 § 3:5: <set-backend-service>: needs either base-url or backend-id
<set-backend-service base-url="http://a" backend-id="b" /> § 3:5: <set-backend-service>: needs either base-url or backend-id
<set-backend-service backend-id="b" sf-partition-key="1" /> § 3:41: <set-backend-service> attribute 'sf-partition-key': Service Fabric is not supported
<cache-lookup downstream-caching-type="all" />          § 3:19: <cache-lookup> attribute 'downstream-caching-type': 'all' is none of
<cache-lookup caching-type="external" />                § 3:19: <cache-lookup> attribute 'caching-type': there is no external cache
<cache-lookup><vary-by-header>a b</vary-by-header></cache-lookup> § <cache-lookup>: 'a b' is no header name
<cache-lookup><vary-by-header> </vary-by-header></cache-lookup> § 3:19: <vary-by-header>: is empty
<cache-store duration="1" />                            § 3:5: <cache-store>: is not allowed in section inbound
<jsonp callback-parameter-name="cb" />                  § 3:5: <jsonp>: is not allowed in section inbound
<log-to-eventhub>x</log-to-eventhub>                    § 3:5: <log-to-eventhub>: attribute 'logger-id' is missing
<log-to-eventhub logger-id="a" partition-id="1" partition-key="b">x</log-to-eventhub> § 3:36: <log-to-eventhub> attribute 'partition-id': stands beside
<log-to-eventhub logger-id="a" partition-id="x">x</log-to-eventhub> § 3:36: <log-to-eventhub> attribute 'partition-id': 'x' is no whole number
<emit-metric name="a" />                                § 3:5: <emit-metric>: needs 1 to 5 <dimension>
<emit-metric name="a"><dimension name="b" /></emit-metric> § 3:27: <dimension>: needs a value, since it is none of the default
<emit-metric name="a" value="x"><dimension name="API ID" /></emit-metric> § 3:27: <emit-metric> attribute 'value': 'x' is no number
<set-backend-service base-url="ftp://a" />              § 3:26: <set-backend-service> attribute 'base-url': is no absolute http or https URL
<send-request response-variable-name="a" />             § 3:5: <send-request>: needs <set-url> and <set-method>
<return-response><set-body>b</set-body><set-status code="200" /></return-response> § 3:44: <set-status>: must stand before <set-body>
<retry condition="true" count="51" interval="1"><trace source="a" /></retry> § 3:29: <retry> attribute 'count': '51' is no whole number from 1 to 50
text                                                    § 2:3: <inbound>: text is not allowed here
""")
  void aPolicyThatIsNotKnownNamesItsPlace(String policy, String message) {
    assertThat(refusal(page(policy.replace("\"\"", "&quot;"))))
        .startsWith("things.xml:")
        .contains(message);
  }

  @Test
  void aDocumentTypeIsRefusedBeforeAnythingIsResolved() {
    assertThat(
            refusal(
                "<!DOCTYPE policies [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n"
                    + page("<set-variable name=\"a\" value=\"&x;\" />")))
        .startsWith("things.xml:1:1: document type declarations are refused");
  }

  @Test
  void theBackendSectionHoldsOnePolicyOnly() {
    assertThat(
            refusal(
                "<policies>\n<backend>\n <base />\n <forward-request />\n</backend>\n</policies>"))
        .startsWith("things.xml:4:2: <forward-request>: the backend section may hold one policy");
  }

  @ParameterizedTest
  @CsvSource({
    "http-version=\"2\", HTTP/2 to the backend is not supported",
    "http-version=\"3\", '3' is none of",
    "continue-timeout=\"1\", waiting for 100 Continue is not supported",
    "buffer-response=\"1\", 'expected true, false or an expression'",
    "timeout=\"1\" timeout-ms=\"1\", stands beside timeout",
  })
  void whatForwardRequestCannotDoIsRefusedByName(String attribute, String message) {
    assertThat(
            refusal(
                "<policies><backend><forward-request " + attribute + " /></backend></policies>"))
        .startsWith("things.xml:1:")
        .contains("<forward-request> attribute '", message);
  }

  @Test
  void sectionsAreKnownAndStandOnce() {
    assertThat(refusal("<policies><inboud /></policies>"))
        .startsWith("things.xml:1:11: <inboud>: is no section");
    assertThat(refusal("<policies><inbound /><inbound /></policies>"))
        .startsWith("things.xml:1:22: <inbound>: the section stands twice");
    assertThat(refusal("<policy />")).startsWith("things.xml:1:1: <policy>: a policy document");
    assertThat(refusal("<policies><inbound></policies>")).contains("not well-formed");
    assertThat(refusal("<policies><inbound /></policies><more />")).contains("not well-formed");
  }

  @Test
  void documentsNestedTooDeepAreRefused() {
    String deep = "<choose><when condition=\"true\">".repeat(60);
    assertThat(refusal("<policies><inbound>" + deep)).contains("nested deeper than");
  }

  @Test
  void aFragmentHoldsNeitherBaseNorFragments() {
    assertThat(fragment("<fragment>\n <include-fragment fragment-id=\"one\" />\n</fragment>"))
        .startsWith("one.xml:2:2: <include-fragment>: may not stand in a fragment");
    assertThat(
            fragment(
                "<fragment><choose><when condition=\"true\"><base /></when></choose></fragment>"))
        .startsWith("one.xml:1:42: <base>: may not stand in a fragment");
    assertThat(fragment("<policies />")).startsWith("one.xml:1:1: <policies>: a fragment begins");
  }

  @Test
  void aFragmentThatNoDocumentIncludesIsJudgedWhereItFitsBest() {
    assertThat(fragment("<fragment><set-variable name=\"a\" value=\"@(nope)\" /></fragment>"))
        .startsWith("one.xml:1:43: <set-variable> attribute 'value': expression: unknown name");
    assertThat(fragment("<fragment><cache-store duration=\"1\" /><nope /></fragment>"))
        .startsWith("one.xml:1:39: <nope>: unknown policy");
    assertThat(fragment("<fragment><cache-store duration=\"1\" /><cors /></fragment>"))
        .startsWith("one.xml:1:39: <cors>: is not allowed in section outbound");
    Engine engine = new Engine();
    String sound = "<fragment><quota calls=\"1\" renewal-period=\"300\" /></fragment>";
    engine.configs.fragments.add(new Fragment("one", new PolicyDocument(sound, "one.xml")));
    engine.load();
  }

  private static String fragment(String xml) {
    Engine engine = new Engine();
    engine.configs.fragments.add(new Fragment("one", new PolicyDocument(xml, "one.xml")));
    return refusal(engine);
  }

  @Test
  void aPolicyOfAnUnknownOperationIsRefused() {
    Engine engine = new Engine();
    engine.configs.operations =
        Map.of("nope", new PolicyDocument(Configs.page("", "<base/>", "", ""), "nope.xml"));
    assertThat(catchThrowableOfType(IllegalArgumentException.class, engine::load).getMessage())
        .isEqualTo("things.yaml: has no operation 'nope', which has a policy");
  }

  @Test
  void aRefusalDoesNotQuoteANamedValueThatIsSecret() {
    Engine engine =
        Engine.inbound("<rate-limit calls=\"{{greeting}}\" renewal-period=\"{{open}}\" />");
    engine.configs.namedValues.put("greeting", "canary-text");
    engine.configs.namedValues.put("open", "1");
    engine.configs.secretNames = Set.of("greeting");
    StartException refusal =
        catchThrowableOfType(
            StartException.class,
            () -> Gateway.check(engine.configs.build(), InstantSource.system()));
    assertThat(refusal)
        .hasMessageContaining("<rate-limit> attribute 'calls': '***' is no whole number")
        .hasNoCause();
  }

  @Test
  void bothUploadFormatsAreRead() {
    for (String value :
        List.of(
            "value=\"@(\"a<b\" + (1 < 2 && true))\"",
            "value='@(\"a<b\" + (1 < 2 &amp;&amp; true))'",
            "value=\"@(&quot;a&lt;b&quot; + (1 &lt; 2 &amp;&amp; true))\"")) {
      Engine engine = Engine.inbound("<set-variable name=\"a\" " + value + " />");
      assertThat(engine.get("/shop/v1/things").variables()).as(value).containsEntry("a", "a<bTrue");
    }
  }

  @Test
  void commentsHoldWhatTheyWant() {
    Engine engine =
        Engine.inbound("<!-- <no-such \"@(' & {{nope}} --><set-variable name=\"a\" value=\"b\" />");
    assertThat(engine.get("/shop/v1/things").variables()).containsEntry("a", "b");
  }
}
