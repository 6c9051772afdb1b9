package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.convert.JsonToXml;
import dev.patienttests.local.gateway.convert.XmlToJson;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code json-to-xml} and {@code xml-to-json}. */
final class Conversions {
  private static final Set<Section> SECTIONS =
      Set.of(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR);
  private static final String ARRAYS = "always-array-child-elements";

  private Conversions() {}

  static PolicyDefinition jsonToXml() {
    return new PolicyDefinition(
        "json-to-xml",
        SECTIONS,
        Set.of(
            "apply",
            "consider-accept-header",
            "parse-date",
            "namespace-separator",
            "namespace-prefix",
            "attribute-block-name"),
        Content.EMPTY,
        List.of(),
        Conversions::readJsonToXml);
  }

  static PolicyDefinition xmlToJson() {
    return new PolicyDefinition(
        "xml-to-json",
        SECTIONS,
        Set.of("kind", "apply", "consider-accept-header", ARRAYS),
        Content.EMPTY,
        List.of(),
        Conversions::readXmlToJson);
  }

  private static Policy readJsonToXml(PolicyReader reader) {
    boolean parseDates = reader.flag("parse-date", true);
    Optional<Value> separator = reader.optional("namespace-separator");
    Optional<Value> prefix = reader.optional("namespace-prefix");
    Optional<Value> block = reader.optional("attribute-block-name");
    return BodyConversion.read(
        reader,
        "json",
        "xml",
        (body, exchange) ->
            JsonToXml.convert(
                body,
                new JsonToXml.Reading(
                    parseDates,
                    separator.map(value -> separator(value, exchange)).orElse("_"),
                    prefix.map(value -> value.text(exchange)),
                    block.map(value -> value.text(exchange)))));
  }

  private static String separator(Value value, Exchange exchange) {
    String text = value.text(exchange);
    if (text.length() != 1) {
      throw PolicyFailure.expression("The separator is no single character.");
    }
    return text;
  }

  private static Policy readXmlToJson(PolicyReader reader) {
    String kind = reader.requiredLiteral("kind");
    if (!kind.equals("direct")) {
      reader.choice("kind", "", Set.of("direct", "javascript-friendly"));
      throw reader
          .element()
          .refusal("kind", "'javascript-friendly' is not supported: its form is not documented");
    }
    Optional<Value> arrays =
        reader.optional(ARRAYS).isPresent()
            ? Optional.of(reader.condition(ARRAYS))
            : Optional.empty();
    return BodyConversion.read(
        reader,
        "xml",
        "json",
        (body, exchange) ->
            XmlToJson.convert(body, arrays.map(value -> value.bool(exchange)).orElse(false)));
  }
}
