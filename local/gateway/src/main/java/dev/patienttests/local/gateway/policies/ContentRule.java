package dev.patienttests.local.gateway.policies;

import com.fasterxml.jackson.core.JsonPointer;
import dev.patienttests.local.gateway.contract.MediaTypes;
import dev.patienttests.local.gateway.contract.OperationContract.Media;
import dev.patienttests.local.gateway.contract.OperationContract.SchemaUse;
import dev.patienttests.local.gateway.contract.SchemaDocument;
import dev.patienttests.local.gateway.contract.SchemaVariant;
import dev.patienttests.local.gateway.contract.XmlSchema;
import dev.patienttests.local.gateway.policy.PolicyReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code content} of {@code validate-content}.
 *
 * @param type empty for all types of the API's document
 * @param own a JSON schema of the service instead of the API's
 * @param xml an XML schema of the service; then there is no other
 */
record ContentRule(
    String type,
    Optional<Media> own,
    Optional<Xml> xml,
    Optional<ValidationAction.Given> action,
    SchemaVariant variant) {
  private static final String ADDITIONAL = "allow-additional-properties";
  private static final String IGNORING_CASE = "case-insensitive-property-names";

  /** Media types of SOAP 1.1 and 1.2, and the namespaces of their envelopes. */
  private static final Map<String, String> ENVELOPES =
      Map.of(
          "text/xml", "http://schemas.xmlsoap.org/soap/envelope/",
          "application/soap+xml", "http://www.w3.org/2003/05/soap-envelope");

  static final Set<String> ATTRIBUTES =
      Set.of("type", "validate-as", "schema-id", "schema-ref", "action", ADDITIONAL, IGNORING_CASE);

  /**
   * How XML is validated.
   *
   * @param envelope namespace of the SOAP envelope around it, where it is in one
   */
  record Xml(String id, XmlSchema schema, Optional<String> envelope) {}

  /** Whether it names a schema. */
  boolean hasOwn() {
    return own.isPresent() || xml.isPresent();
  }

  static ContentRule read(PolicyReader reader) {
    reader.requiredLiteral("validate-as");
    String engine = reader.choice("validate-as", "", Set.of("json", "xml", "soap"));
    String type = MediaTypes.bare(reader.literal("type").orElse(""));
    Optional<ValidationAction.Given> action = ValidationAction.optional(reader, "action");
    if (!engine.equals("json")) {
      Xml xml = xml(reader, type, engine.equals("soap"));
      return new ContentRule(
          type, Optional.empty(), Optional.of(xml), action, SchemaVariant.AS_IT_STANDS);
    }
    Optional<Boolean> additional =
        reader.element().attribute(ADDITIONAL).isPresent()
            ? Optional.of(reader.flag(ADDITIONAL, true))
            : Optional.empty();
    SchemaVariant variant = new SchemaVariant(additional, reader.flag(IGNORING_CASE, false));
    return new ContentRule(type, own(reader, variant), Optional.empty(), action, variant);
  }

  private static Xml xml(PolicyReader reader, String type, boolean soap) {
    for (String attribute : List.of("schema-ref", ADDITIONAL, IGNORING_CASE)) {
      if (reader.element().attribute(attribute).isPresent()) {
        throw reader.element().refusal(attribute, "is for JSON");
      }
    }
    if (soap && !ENVELOPES.containsKey(type)) {
      throw reader
          .element()
          .refusal("type", "SOAP has the types text/xml and application/soap+xml");
    }
    String id =
        reader
            .literal("schema-id")
            .orElseThrow(
                () ->
                    reader
                        .element()
                        .refusal(
                            "validate-as",
                            "needs a schema-id: OpenAPI documents hold no XML schema"));
    XmlSchema schema;
    try {
      schema =
          reader
              .services()
              .xmlSchemas()
              .schema(id)
              .orElseThrow(
                  () -> reader.element().refusal("schema-id", "unknown schema '" + id + "'"));
    } catch (IllegalArgumentException e) {
      throw reader.element().refusal("schema-id", e.getMessage());
    }
    return new Xml(id, schema, soap ? Optional.of(ENVELOPES.get(type)) : Optional.empty());
  }

  private static Optional<Media> own(PolicyReader reader, SchemaVariant variant) {
    Optional<String> id = reader.literal("schema-id");
    Optional<String> reference = reader.literal("schema-ref");
    if (id.isEmpty()) {
      if (reference.isPresent()) {
        throw reader.element().refusal("schema-ref", "needs a schema-id");
      }
      return Optional.empty();
    }
    SchemaDocument document =
        reader
            .schema(id.get())
            .orElseThrow(
                () -> reader.element().refusal("schema-id", "unknown schema '" + id.get() + "'"));
    JsonPointer pointer =
        document
            .pointer(reference.orElse("#"))
            .orElseThrow(
                () ->
                    reader
                        .element()
                        .refusal("schema-ref", "the schema holds no '" + reference.get() + "'"));
    SchemaUse use = new SchemaUse(document, pointer);
    try {
      use.schema(variant);
    } catch (IllegalArgumentException e) {
      throw reader.element().refusal("schema-id", e.getMessage());
    }
    return Optional.of(new Media(id.get(), Optional.of(use)));
  }
}
