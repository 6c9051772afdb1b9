package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.ValidateContentTest.LOG;
import static dev.patienttests.local.gateway.ValidateContentTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code validate-content} of XML and of SOAP. */
class ValidateXmlTest {
  private static final String XSD =
      "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:o\""
          + " xmlns=\"urn:o\" elementFormDefault=\"qualified\">"
          + "<xs:include schemaLocation=\"/schemas/parts\" />"
          + "<xs:element name=\"order\"><xs:complexType><xs:sequence>"
          + "<xs:element name=\"no\" type=\"xs:int\" /><xs:element name=\"part\" type=\"Part\""
          + " maxOccurs=\"3\" /></xs:sequence></xs:complexType></xs:element></xs:schema>";
  private static final String PARTS =
      "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:o\">"
          + "<xs:simpleType name=\"Part\"><xs:restriction base=\"xs:string\"><xs:maxLength value=\"3\" />"
          + "</xs:restriction></xs:simpleType></xs:schema>";
  private static final String ORDER = "<order xmlns=\"urn:o\"><no>1</no><part>a</part></order>";
  private static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";

  private static Engine with(String content) {
    return with(content, XSD, PARTS);
  }

  private static Engine with(String content, String orders, String parts) {
    Engine engine = engine(LOG, "<content " + content + " />");
    engine.configs.schemas =
        List.of(
            new GatewayConfig.Schema("orders", true, orders, "orders.xsd"),
            new GatewayConfig.Schema("parts", true, parts, "parts.xsd"));
    return engine;
  }

  private static Exchange sent(Engine engine, String type, String body) {
    return engine.post("/shop/v1/things", body, "Content-Type", type);
  }

  private static Engine xml() {
    return with("type=\"application/xml\" validate-as=\"xml\" schema-id=\"orders\"");
  }

  private static String envelope(String namespace, String body) {
    return "<e:Envelope xmlns:e=\""
        + namespace
        + "\" xmlns:o=\"urn:o\"><e:Header><x/></e:Header><e:Body>"
        + body
        + "</e:Body></e:Envelope>";
  }

  @Test
  void xmlThatConformsPasses() {
    assertThat(Engine.status(sent(xml(), "application/xml; charset=utf-8", ORDER))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<no>1</no>|<no>secret</no>|Element 'no' does not conform to the schema (cvc-datatype-valid.1.2.1). Line: 1, Position: 37",
        "<part>a</part>|<part>long</part>|Element 'part' does not conform to the schema (cvc-maxLength-valid).",
        "<part>a</part>|<more/>|Element 'more' does not conform to the schema (cvc-complex-type.2.4.a).",
        "<part>a</part>|''|Element 'order' does not conform to the schema (cvc-complex-type.2.4.b).",
        "order|other|Element 'other' does not conform to the schema (cvc-elt.1",
      })
  void xmlThatDoesNotIsRefusedWithNameAndPlaceButNoValue(
      String part, String replacement, String message) {
    Exchange exchange = sent(xml(), "application/xml", ORDER.replace(part, replacement));

    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(Engine.body(exchange))
        .contains("definition orders, which is associated with the content type application/xml.")
        .contains(message)
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<order",
        "<!DOCTYPE order SYSTEM \"file:///etc/passwd\"><order xmlns=\"urn:o\"/>",
        "<!DOCTYPE o [<!ENTITY a \"b\">]><order xmlns=\"urn:o\"><no>&a;</no></order>"
      })
  void whatIsNoPlainXmlCannotBeValidated(String body) {
    Exchange exchange = sent(xml(), "application/xml", body);

    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(Engine.header(exchange, "errors"))
        .contains("\"ValidationRule\":\"ValidationException\"");
  }

  @Test
  void nestingEndsInARefusal() {
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);

    assertThat(Engine.status(sent(xml(), "application/xml", deep))).isEqualTo(400);
  }

  @Test
  void whereTheBodySaysItsSchemaIsIsNotLookedAt() {
    String body =
        ORDER.replace(
            "urn:o\">",
            "urn:o\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"urn:o file:///etc/passwd urn:p http://127.0.0.1:9/x.xsd\">");

    assertThat(Engine.status(sent(xml(), "application/xml", body))).isEqualTo(200);
  }

  @Test
  void ofSoapThePayloadOfTheEnvelopeIsValidated() {
    Engine soap = with("type=\"application/soap+xml\" validate-as=\"soap\" schema-id=\"orders\"");
    String type = "application/soap+xml; charset=utf-8";
    String prefixed = "<o:order><o:no>1</o:no><o:part>a</o:part></o:order>";

    assertThat(Engine.status(sent(soap, type, envelope(SOAP12, ORDER)))).isEqualTo(200);
    assertThat(Engine.status(sent(soap, type, envelope(SOAP12, prefixed)))).isEqualTo(200);
    assertThat(Engine.status(sent(soap, type, envelope(SOAP12, prefixed.replace("1", "x")))))
        .isEqualTo(400);
    assertThat(Engine.status(sent(soap, type, envelope(SOAP12, ORDER + "<y/>")))).isEqualTo(400);
    for (String none : List.of(envelope(SOAP11, ORDER), envelope(SOAP12, ""), ORDER)) {
      assertThat(Engine.body(sent(soap, type, none)))
          .contains("There is no payload in a SOAP envelope of that type.");
    }
  }

  @Test
  void soapOfTheFirstVersionHasAnotherTypeAndEnvelope() {
    Engine soap = with("type=\"text/xml\" validate-as=\"soap\" schema-id=\"orders\"");

    assertThat(Engine.status(sent(soap, "text/xml", envelope(SOAP11, ORDER)))).isEqualTo(200);
    assertThat(Engine.status(sent(soap, "text/xml", envelope(SOAP12, ORDER)))).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/schemas/parts|/schemas/none|it refers to '/schemas/none'",
        "/schemas/parts|file:///etc/passwd|it refers to 'file:///etc/passwd'",
        "/schemas/parts|http://127.0.0.1:9/a.xsd|it refers to 'http://127.0.0.1:9/a.xsd'",
        "xs:int|xs:nope|orders.xsd:1:",
        "<xs:schema |<!DOCTYPE a SYSTEM 'file:///etc/passwd'><xs:schema |it refers to 'file:///etc/passwd'",
      })
  void aSchemaThatCannotBeUsedIsRefusedWhereAPolicyNamesIt(
      String part, String replacement, String reason) {
    Engine engine =
        with(
            "type=\"a/xml\" validate-as=\"xml\" schema-id=\"orders\"",
            XSD.replace(part, replacement),
            PARTS);

    assertThatThrownBy(engine::load)
        .hasMessageContaining("things.xml:1:")
        .hasMessageContaining("<content> attribute 'schema-id'")
        .hasMessageContaining(reason);
  }

  @Test
  void aSchemaThatNoPolicyNamesIsNotRead() {
    Engine engine =
        with("type=\"a/xml\" validate-as=\"xml\" schema-id=\"parts\"", "no schema", PARTS);

    engine.load();
  }
}
