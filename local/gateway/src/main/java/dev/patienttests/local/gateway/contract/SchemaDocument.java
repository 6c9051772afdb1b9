package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.patienttests.local.gateway.expression.NetPattern;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A document that holds schemas: an OpenAPI document, or a schema of the service. Nothing outside
 * of it is read; patterns are .NET's.
 */
public final class SchemaDocument {
  private static final String IRI = "urn:document";
  private static final Map<String, Supplier<Dialect>> BY_NAME =
      Map.of(
          "http://json-schema.org/draft-04/schema", Dialects::getDraft4,
          "http://json-schema.org/draft-06/schema", Dialects::getDraft6,
          "http://json-schema.org/draft-07/schema", Dialects::getDraft7,
          "https://json-schema.org/draft/2019-09/schema", Dialects::getDraft201909,
          "https://json-schema.org/draft/2020-12/schema", Dialects::getDraft202012);

  private final String origin;
  private final JsonNode root;
  private final Supplier<Dialect> dialect;
  private final SchemaWalk walk;
  private Optional<Schema> plain = Optional.empty();
  // By the key of their variant.
  private final Map<JsonPointer, Map<String, JsonSchema>> schemas = new ConcurrentHashMap<>();

  private SchemaDocument(String origin, JsonNode root, Supplier<Dialect> dialect) {
    this.origin = origin;
    this.root = root;
    this.dialect = dialect;
    this.walk = new SchemaWalk(origin, root, schema -> {});
  }

  /**
   * A JSON schema of the service: {@code $schema} names its draft; without it, schemas below {@code
   * components} are read as OpenAPI 3.0 does, others as draft 7.
   *
   * @throws IllegalArgumentException with the origin where it cannot be used
   */
  public static SchemaDocument read(String origin, String text) {
    JsonNode root = DocumentText.read(origin, text);
    if (!(root instanceof ObjectNode object)) {
      throw new IllegalArgumentException(origin + ": is no JSON object");
    }
    // Its own name would be the base of its references.
    object.remove("$id");
    object.remove("id");
    Supplier<Dialect> dialect =
        object.has("components") ? Dialects::getOpenApi30 : Dialects::getDraft7;
    JsonNode named = object.path("$schema");
    if (named.isTextual()) {
      dialect = BY_NAME.get(named.asText().replaceAll("#$", ""));
      if (dialect == null) {
        throw new IllegalArgumentException(
            origin + ": $schema '" + named.asText() + "' is not supported");
      }
    }
    return new SchemaDocument(origin, object, dialect);
  }

  /** An OpenAPI 3 document that was read already. */
  static SchemaDocument openApi(String origin, JsonNode root, boolean version31) {
    return new SchemaDocument(
        origin, root, version31 ? Dialects::getOpenApi31 : Dialects::getOpenApi30);
  }

  /** Whether there is something at a pointer such as {@code #/components/schemas/Address}. */
  public Optional<JsonPointer> pointer(String reference) {
    String text = reference.startsWith("#") ? reference.substring(1) : reference;
    if (!text.isEmpty() && !text.startsWith("/")) {
      return Optional.empty();
    }
    JsonPointer pointer = JsonPointer.compile(text);
    return root.at(pointer).isMissingNode() ? Optional.empty() : Optional.of(pointer);
  }

  /**
   * Looks at a schema and all that it reaches without compiling it, which takes its time.
   *
   * @throws IllegalArgumentException with the place of what cannot be used
   */
  void check(JsonPointer pointer) {
    walk.from(pointer);
  }

  /**
   * The schema at a pointer, compiled when it is asked for first.
   *
   * @throws IllegalArgumentException with its place where it is none
   */
  public JsonSchema schema(JsonPointer pointer, SchemaVariant variant) {
    return schemas
        .computeIfAbsent(pointer, p -> new ConcurrentHashMap<>())
        .computeIfAbsent(variant.key(), v -> new JsonSchema(compile(pointer, variant), variant));
  }

  private synchronized Schema compile(JsonPointer pointer, SchemaVariant variant) {
    boolean asItStands = variant.isAsItStands();
    JsonNode changed = asItStands ? root : root.deepCopy();
    if (!asItStands) {
      new SchemaWalk(origin, changed, variant::apply).from(pointer);
    }
    try {
      Schema document = asItStands && plain.isPresent() ? plain.get() : document(changed);
      if (asItStands) {
        plain = Optional.of(document);
      }
      Schema schema = document.getRefSchema(SchemaLocation.Fragment.of(pointer.toString()));
      schema.initializeValidators();
      return schema;
    } catch (SchemaException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          origin + ": #" + pointer + ": is no usable schema: " + e.getMessage(), e);
    }
  }

  /** The whole document, none of whose schemas is compiled yet. */
  private Schema document(JsonNode tree) {
    Dialect lenient =
        Dialect.builder(dialect.get())
            .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
            .build();
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .preloadSchema(false)
            .regularExpressionFactory(pattern -> new NetPattern(pattern)::find)
            .build();
    return SchemaRegistry.withDialect(lenient, registry -> registry.schemaRegistryConfig(config))
        .getSchema(SchemaLocation.of(IRI), tree);
  }
}
