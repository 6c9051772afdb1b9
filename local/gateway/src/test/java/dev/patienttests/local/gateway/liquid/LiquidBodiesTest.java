package dev.patienttests.local.gateway.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates see of messages, and where they may stand. */
class LiquidBodiesTest {
  private static final String SOAP =
      "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><s:Body>"
          + "<GetThingsResponse xmlns=\"http://t/\" a=\"1\"><Result>"
          + "<Thing><ID>1</ID><Name>a &lt; b</Name></Thing>"
          + "<Thing><ID>2</ID><Name xsi:nil=\"true\"/></Thing>"
          + "</Result><Day>2018-08-13</Day><None/></GetThingsResponse></s:Body></s:Envelope>";
  private static final String THINGS = "body.envelope.body.GetThingsResponse.";

  private static String ofXml(String attributes, String template) {
    TestRun run = LiquidSetup.run(LiquidSetup.template(attributes, template), "text/xml", SOAP);
    return run.lastError().map(e -> e.message()).orElseGet(run::body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
"""
{% for t in THINGSresult %}{{t.id}}={{t.Name}};{% endfor %}                     § 1=a < b;2=;
[{% JSONArrayFor t in THINGSResult -%}{{t.ID}}{% endJSONArrayFor -%}]           § [1,2]
{% for t in THINGSResult %}{% if t.Name %}y{% else %}n{% endif %}{% endfor %}   § yy
{{THINGSDay | Date: 'yyyy'}} {{THINGSday}} {{THINGSResult.size}}                § 2018 2018-08-13 2
[{{THINGSnone}}{{THINGSNope.deeper}}{% for t in THINGSNone %}x{% endfor %}]     § []
{% if THINGSNone == '' %}e{% endif %}{% if THINGSDay contains '08' %}c{% endif %} § ec
{{THINGSResult | Map: 'ID' | Join: '+'}}                                        § 1+2
""")
  void elementsAreFoundWithoutPrefixAndInAnyCase(String template, String result) {
    assertThat(ofXml("", template.replace("THINGS", THINGS))).isEqualTo(result);
  }

  @Test
  void elementsThatAreNilCanBeNull() {
    String template =
        "{% for t in " + THINGS + "Result %}{% if t.Name %}y{% else %}n{% endif %}{% endfor %}";

    assertThat(ofXml(" xsi-nil=\"null\"", template)).isEqualTo("yn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
"""
{{THINGSResult.Thing.ID}} § Several elements have the name
{{THINGSResult}}          § An object or list has no text.
""")
  void whatIsAmbiguousInXmlIsAFault(String template, String message) {
    assertThat(ofXml("", template.replace("THINGS", THINGS))).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
"""
application/json § {"a":   § The body is no JSON
application/xml  § <a>     § The body is no XML.
text/xml § <!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a> § The body
""")
  void bodyThatIsNotWhatItSaysIsAFault(String type, String body, String message) {
    TestRun run = LiquidSetup.run(LiquidSetup.template("", "{{body.a}}"), type, body);

    assertThat(run.status()).isEqualTo(500);
    assertThat(run.lastError().orElseThrow().message()).contains(message);
  }

  @Test
  void bodyOfAnotherTypeIsText() {
    TestRun run = LiquidSetup.run(LiquidSetup.template("", "<{{body}}>"), "text/plain", "as is");

    assertThat(run.body()).isEqualTo("<as is>");
  }

  @Test
  void datesOfJsonCanStayTexts() {
    TestRun run =
        LiquidSetup.run(
            LiquidSetup.template(" parse-date=\"false\"", "{{body.d}}"),
            "application/problem+json",
            "{\"d\":\"2012-03-21T05:40:30Z\"}");

    assertThat(run.body()).isEqualTo("2012-03-21T05:40:30Z");
  }

  /** As the service's page shows it: the template is markup of the policy document. */
  @Test
  void templateMayBeMarkup() {
    GatewayFixture gateway =
        GatewayFixture.of(
            new TestService()
                .api(
                    TestService.text(
                        "t.xml",
                        """
                        <policies>
                          <inbound>
                            <base />
                            <set-body template="liquid"><soap:Envelope xmlns:soap="http://s/" id="{{known}}">
                          <!-- kept -->
                          <cust no="{{body.no}}">{{body.getOpenOrders.cust}} &amp; co</cust><empty/>
                        </soap:Envelope></set-body>
                          </inbound>
                          <backend><base /></backend>
                          <outbound><base /></outbound>
                          <on-error><base /></on-error>
                        </policies>
                        """))
                .namedValue("known", "K")
                .build());

    TestRun run =
        gateway.send(
            TestRequest.post("/test/x", "{\"no\":1,\"getOpenOrders\":{\"cust\":\"C\"}}")
                .header("content-type", "application/json"));

    assertThat(TestRun.body(run.sent()))
        .isEqualTo(
            """
            <soap:Envelope xmlns:soap="http://s/" id="K">
              <!-- kept -->
              <cust no="1">C &amp; co</cust><empty/>
            </soap:Envelope>""");
  }

  @Test
  void callOutsSeeTheMessageOfTheirSectionAndReturnedResponsesNone() {
    String inner = "<set-body template=\"liquid\">[{{body.a}}]</set-body>";
    GatewayFixture gateway =
        LiquidSetup.load(
            LiquidSetup.document(
                "<send-request response-variable-name=\"r\"><set-url>https://o.example/</set-url>"
                    + "<set-method>POST</set-method>"
                    + inner
                    + "</send-request><return-response>"
                    + inner
                    + "</return-response>"));
    gateway.backend(call -> Answers.of(200, "{\"a\":1}", "Content-Type", "application/json"));
    gateway.on("https://o.example/", call -> Answers.of(200, ""));

    TestRun run = gateway.send(TestRequest.get("/test/x"));

    assertThat(TestRun.body(run.callOuts().get(0))).isEqualTo("[1]");
    assertThat(run.body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
{{ body.a                          § 5:29: <set-body>: the template: what begins here does not end on its line
{{ body.a == 200 }}                § 5:39: <set-body>: the template: '== 200' is not expected here
{{ body.a | upcase }}              § 5:41: <set-body>: the template: unknown filter 'upcase'; is Upcase meant?
{{ body.a | json }}                § unknown filter 'json'
{{ body.a | "" }}                  § expected a name
{{ body.a | Append }}              § filter 'Append' does not take 0 arguments
{{ body.a | Currency }}            § unknown filter 'Currency'
{{ body.a | Replace: '(' }}        § is no pattern
{{ 'a }}                           § the text is not closed
{{ }}                              § a value is missing
{{ 99999999999 }}                  § is no number of 32 bits
{{ nope.x }}                       § 5:32: <set-body>: the template: there is neither a variable nor a named value 'nope'
{{ i }}{% for i in body %}{% endfor %} § neither a variable nor a named value 'i'
{{ context.User.Id }}              § 5:40: <set-body>: the template: context has no such member here; known: [Request, Response, Variables]
{{ context.Request.Body }}         § Request has no such member here
{{ context.Request['Url'] }}       § Request has no such member here
{{ context.Response.Headers }}{{ context.Response }} § Response has no text of its own
{% if body.a %}x                   § 5:32: <set-body>: the template: {% if %}: is not closed
{% if body.a is 1 %}{% endif %}    § unknown operator 'is'
{% if %}{% endif %}                § a value is missing
{% endif %}                        § {% endif %}: nothing is open that it could belong to
{% for i in body %}{% endif %}{% endfor %} § {% endif %}: does not belong to {% for %}
{% for i of body %}{% endfor %}    § expected 'in'
{% for i in body offset:continue %}{% endfor %} § offset:continue is not supported
{% JSONArrayFor i in body where: x %}{% endJSONArrayFor %} § 'where: x' is not expected here
{% include 'file' %}               § {% include %}: this tag is not supported: templates come from files
{% tablerow i in body %}{% endtablerow %} § {% tablerow %}: this tag is unknown or not supported
{% raw %}x                         § {% raw %}: is not closed
{% assign x 1 %}                   § expected '='
""")
  void whatCannotBeRenderedTrulyIsRefusedAtLoad(String template, String message) {
    String document =
        LiquidSetup.document("<set-body template=\"liquid\">" + template + "</set-body>");

    assertThat(refusal(document)).contains(message);
  }

  @Test
  void attributesOfTemplatesAreRefusedElsewhere() {
    assertThat(refusal(LiquidSetup.document("<set-body xsi-nil=\"null\">x</set-body>")))
        .contains("<set-body> attribute 'xsi-nil': is for liquid templates");
    assertThat(refusal(LiquidSetup.document("<set-body template=\"liquid\">@(\"x\")</set-body>")))
        .contains("<set-body> attribute 'template': a template takes no expression");
    assertThat(
            refusal(LiquidSetup.document("<set-body template=\"liquid\"><a>@(1)</a></set-body>")))
        .contains("an expression must be the whole value");
    assertThat(refusal(LiquidSetup.document("<set-body template=\"mustache\">x</set-body>")))
        .contains("'mustache' is none of [liquid, none]");
  }

  private static String refusal(String document) {
    return catchThrowableOfType(PolicyLoadException.class, () -> LiquidSetup.load(document))
        .getMessage();
  }
}
