package dev.patienttests.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** json-to-xml, xml-to-json. */
class ConversionPoliciesTest {
  private static final String XML_TO_JSON =
      "<xml-to-json kind=\"direct\" apply=\"always\" consider-accept-header=\"false\" />";
  private static final String JSON_TO_XML =
      "<json-to-xml apply=\"always\" consider-accept-header=\"false\" />";

  private static Exchange answered(String policy, String type, String body, String... headers) {
    Engine engine = Engine.with("", policy, "");
    engine.backend =
        call -> {
          Response response = Engine.answer(200, body);
          response.headers().add("Content-Type", type);
          return response;
        };
    return engine.get("/shop/v1/things", headers);
  }

  private static String converted(String policy, String body) {
    return Engine.body(answered(policy, "text/plain", body)).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<?xml version='1.0'?><soap:Envelope xmlns='http://f/' xmlns:soap='http://s/'><soap:Body><GetOrders>"
            + "<Customer>1234567</Customer></GetOrders></soap:Body></soap:Envelope>"
            + "|{'version':'1.0','soap$Envelope':{'@xmlns':'http://f/','@xmlns$soap':'http://s/','soap$Body':"
            + "{'GetOrders':{'Customer':'1234567'}}}}",
        "<a><b>1</b><c/><b x='2'>3</b></a>|{'a':{'b':['1',{'@x':'2','#text':'3'}],'c':null}}",
        "<a> <b> x </b> <!-- note --> </a>|{'a':{'b':' x '}}",
        "<a><![CDATA[<]]>&amp;&#65;</a>|{'a':'<&A'}",
        "<a/>|{'a':null}",
        "<a xmlns='' xmlns:x='http://x/' x:b='1'/>|{'a':{'@xmlns':'','@xmlns$x':'http://x/','@x$b':'1'}}",
      })
  void xmlBecomesJsonThatKeepsItsStructure(String xml, String json) {
    assertThat(converted(XML_TO_JSON, xml)).isEqualTo(json);
  }

  @Test
  void singleChildrenCanBeArraysToo() {
    String policy = XML_TO_JSON.replace(" />", " always-array-child-elements='@(1 == 1)' />");

    assertThat(converted(policy, "<a><b><c>1</c></b></a>")).isEqualTo("{'a':{'b':[{'c':['1']}]}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "<a>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
        "<a>&e;</a>",
        "<x:a/>",
      })
  void whatIsNoXmlOrNamesEntitiesOfItsOwnIsAFault(String xml) {
    Exchange exchange = answered(XML_TO_JSON, "text/xml", xml);

    assertThat(Engine.status(exchange)).isEqualTo(500);
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("xml-to-json");
  }

  @Test
  void xmlThatNestsTooDeeplyIsAFault() {
    assertThat(
            Engine.status(answered(XML_TO_JSON, "a/xml", "<a>".repeat(300) + "</a>".repeat(300))))
        .isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':{'b':1,'c':true,'d':'x<&y'}}|<a><b>1</b><c>true</c><d>x&lt;&amp;y</d></a>",
        "{'a':'1','b':2.50}|<Document><a>1</a><b>2.5</b></Document>",
        "{'a':[{'b':1},{'b':2}]}|<Document><a><b>1</b></a><a><b>2</b></a></Document>",
        "{'a':{'b':[],'c':null,'d':{},'e':''}}"
            + "|<a><b /><c xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' /><d /><e /></a>",
        "{'a b':{'1':2,'x_y':3}}|<a_x0020_b><_x0031_>2</_x0031_><x_y>3</x_y></a_x0020_b>",
        "{'a':'2026-01-02T03:04:05.600Z'}|<a>2026-01-02T03:04:05.6Z</a>",
        "{'a':'2026-01-02T03:04:05+02:00'}|<a>2026-01-02T01:04:05+00:00</a>",
      })
  void jsonBecomesElements(String json, String xml) {
    assertThat(converted(JSON_TO_XML, json.replace('\'', '"'))).isEqualTo(xml);
  }

  @Test
  void namespacesAndAttributesAreReadOutOfNames() {
    String policy =
        "<json-to-xml apply=\"always\" consider-accept-header=\"false\" parse-date=\"false\""
            + " namespace-separator=\":\" namespace-prefix=\"xmlns\" attribute-block-name=\"#attrs\" />";
    String json =
        "{\"soapenv:Envelope\":{\"xmlns:soapenv\":\"http://s/\",\"xmlns:v1\":\"http://v/\","
            + "\"soapenv:Header\":{},\"soapenv:Body\":{\"v1:QueryList\":{\"#attrs\":{\"queryName\":\"te\\\"st\"},"
            + "\"v1:QueryItem\":{\"name\":\"2026-01-02T03:04:05.600Z\",\"v2:x\":1}}}}}";

    assertThat(converted(policy, json))
        .isEqualTo(
            "<soapenv:Envelope xmlns:soapenv='http://s/' xmlns:v1='http://v/'><soapenv:Header />"
                + "<soapenv:Body><v1:QueryList queryName='te&quot;st'><v1:QueryItem>"
                + "<name>2026-01-02T03:04:05.600Z</name><v2_x003A_x>1</v2_x003A_x></v1:QueryItem>"
                + "</v1:QueryList></soapenv:Body></soapenv:Envelope>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1]", "1", "{", "{\"a\":[[1]]}", "{\"a\":\"\\u0001\"}", "{\"a\":\"\\ud800\"}"})
  void whatHasNoPlaceInXmlIsAFault(String json) {
    assertThat(Engine.status(answered(JSON_TO_XML, "application/json", json))).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    "always,false,text/plain,*/*,true",
    "content-type-json,false,text/plain,*/*,false",
    "content-type-json,false,application/hal+json; charset=utf-8,*/*,true",
    "always,true,application/json,'text/html, application/xml;q=0.9',true",
    "always,true,application/json,*/*,false",
  })
  void typeAndAcceptHeaderSayWhetherItApplies(
      String apply, String consider, String type, String accept, boolean applies) {
    String policy =
        "<json-to-xml apply='@(\"" + apply + "\")' consider-accept-header=\"" + consider + "\" />";

    Exchange exchange = answered(policy, type, "{\"a\":1}", "Accept", accept);

    assertThat(Engine.body(exchange)).isEqualTo(applies ? "<a>1</a>" : "{\"a\":1}");
    assertThat(Engine.header(exchange, "Content-Type"))
        .isEqualTo(applies ? "application/xml; charset=utf-8" : type);
  }

  @Test
  void theBodyOfARequestIsConvertedInInbound() {
    Engine engine = Engine.inbound(JSON_TO_XML);

    engine.post("/shop/v1/things", "{\"a\":1}");

    assertThat(engine.lastCall().body()).hasValue("<a>1</a>".getBytes(UTF_8));
    assertThat(Engine.status(engine.get("/shop/v1/things"))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<xml-to-json kind=\"javascript-friendly\" apply=\"always\" />|its form is not documented",
        "<xml-to-json kind=\"other\" apply=\"always\" />|'other' is none of",
        "<xml-to-json kind=\"direct\" apply=\"content-type-json\" />|is none of [always, content-type-xml]",
        "<json-to-xml />|attribute 'apply' is missing",
      })
  void whatCannotBeDoneIsRefusedAtLoad(String policy, String reason) {
    assertThatThrownBy(Engine.with("", policy, "")::load)
        .hasMessageContaining("things.xml:1:")
        .hasMessageContaining(reason);
  }
}
