package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.contract.OperationContract.In;
import dev.patienttests.local.gateway.contract.OperationContract.Media;
import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import dev.patienttests.local.gateway.contract.OperationContract.ResponseContract;
import dev.patienttests.local.gateway.contract.OperationContract.SchemaUse;
import dev.patienttests.local.gateway.model.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the operations of an OpenAPI 3.0 or 3.1 document, JSON or YAML. */
public final class OpenApiReader {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  /** The service drops what these methods say of a request body. */
  private static final Set<String> WITHOUT_BODY = Set.of("get", "head", "options");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_REFERENCES = 10;

  /** A node and where it stands. */
  private record Place(JsonNode node, JsonPointer pointer) {
    Place child(String name) {
      return new Place(node.path(name), pointer.appendProperty(name));
    }

    Place child(int index) {
      return new Place(node.path(index), pointer.appendIndex(index));
    }
  }

  private final String origin;
  private final JsonNode root;
  private final Map<?, ?> plain;
  private final SchemaDocument schemas;

  private OpenApiReader(String origin, JsonNode root) {
    this.origin = origin;
    this.root = root;
    this.plain = JSON.convertValue(root, Map.class);
    String version = root.path("openapi").asText();
    if (!version.matches("3\\.[01](\\.[0-9]+)?")) {
      throw new IllegalArgumentException(
          origin + ": #/openapi: '" + version + "' is none of 3.0 and 3.1");
    }
    this.schemas = SchemaDocument.openApi(origin, root, version.startsWith("3.1"));
  }

  /**
   * The operations, in document order.
   *
   * @param origin the file's name
   * @throws IllegalArgumentException with the file's name and the place where it cannot be used
   */
  public static List<Operation> operations(String origin, String text) {
    return new OpenApiReader(origin, DocumentText.read(origin, text)).operations();
  }

  private List<Operation> operations() {
    Place paths = new Place(root, JsonPointer.empty()).child("paths");
    if (!paths.node().isObject()) {
      throw refusal(paths, "has no paths");
    }
    List<Operation> operations = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : paths.node().properties()) {
      Place item = paths.child(path.getKey());
      if (!item.node().isObject()) {
        throw refusal(item, "is no path item");
      }
      if (item.node().has("$ref")) {
        throw refusal(item, "$ref of a path is not supported");
      }
      for (String method : names(item.node())) {
        if (METHODS.contains(method)) {
          Operation operation = operation(path.getKey(), item, method);
          if (!ids.add(operation.id())) {
            throw refusal(item.child(method), "operationId '" + operation.id() + "' stands twice");
          }
          operations.add(operation);
        }
      }
    }
    return operations;
  }

  private Operation operation(String template, Place item, String method) {
    Place operation = item.child(method);
    JsonNode id = operation.node().path("operationId");
    if (!id.isTextual()) {
      throw refusal(operation, "has no operationId");
    }
    String name = operation.node().path("summary").asText(id.asText());
    return new Operation(
        id.asText(),
        name,
        method.toUpperCase(Locale.ROOT),
        template,
        new OpenApiSamples(plain, JSON.convertValue(operation.node(), Map.class)),
        contract(item, operation, method, id.asText()));
  }

  private OperationContract contract(Place item, Place operation, String method, String id) {
    Place body = resolve(operation.child("requestBody"));
    boolean drops = WITHOUT_BODY.contains(method) || body.node().isMissingNode();
    Map<String, Media> request = drops ? Map.of() : content(body, id + "Request");
    Map<String, ResponseContract> responses = new LinkedHashMap<>();
    for (String status : names(operation.node().path("responses"))) {
      Place response = resolve(operation.child("responses").child(status));
      Map<String, Parameter> headers = new LinkedHashMap<>();
      for (String header : names(response.node().path("headers"))) {
        Place place = resolve(response.child("headers").child(header));
        headers.put(header.toLowerCase(Locale.ROOT), parameter(header, In.HEADER, place));
      }
      responses.put(status, new ResponseContract(content(response, id + status), headers));
    }
    return new OperationContract(
        !drops && body.node().path("required").asBoolean(),
        request,
        parameters(item, operation),
        responses);
  }

  private Map<String, Media> content(Place owner, String inlineName) {
    Map<String, Media> media = new LinkedHashMap<>();
    for (String type : names(owner.node().path("content"))) {
      Place schema = owner.child("content").child(type).child("schema");
      media.put(
          MediaTypes.bare(type), new Media(definition(schema.node(), inlineName), use(schema)));
    }
    return media;
  }

  private List<Parameter> parameters(Place item, Place operation) {
    Map<String, Parameter> found = new LinkedHashMap<>();
    for (Place owner : List.of(item, operation)) {
      for (int i = 0; i < owner.node().path("parameters").size(); i++) {
        Place place = resolve(owner.child("parameters").child(i));
        String name = place.node().path("name").asText();
        String in = place.node().path("in").asText();
        if (name.isEmpty()) {
          throw refusal(place, "has no name");
        }
        switch (in) {
          case "path", "query", "header" ->
              found.put(
                  in + " " + name, parameter(name, In.valueOf(in.toUpperCase(Locale.ROOT)), place));
          case "cookie" -> {
            // The service does not take them.
          }
          default -> throw refusal(place, "stands in '" + in + "'");
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Parameter parameter(String name, In in, Place place) {
    Place schema = place.child("schema");
    Place itself = resolve(schema);
    boolean exploded = place.node().path("explode").asBoolean(in == In.QUERY);
    return new Parameter(
        name,
        in,
        in == In.PATH || place.node().path("required").asBoolean(),
        definition(schema.node(), name),
        use(schema),
        type(itself.node()),
        type(resolve(itself.child("items")).node()),
        in == In.QUERY && exploded);
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode each : type) {
      if (!each.asText().equals("null")) {
        return each.asText();
      }
    }
    return type.asText();
  }

  private Optional<SchemaUse> use(Place schema) {
    if (schema.node().isMissingNode()) {
      return Optional.empty();
    }
    schemas.check(schema.pointer());
    return Optional.of(new SchemaUse(schemas, schema.pointer()));
  }

  private static String definition(JsonNode schema, String inlineName) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? inlineName : reference.substring(reference.lastIndexOf('/') + 1);
  }

  private Place resolve(Place place) {
    Place at = place;
    for (int i = 0; i <= MAX_REFERENCES; i++) {
      JsonNode reference = at.node().path("$ref");
      if (!reference.isTextual()) {
        return at;
      }
      if (!reference.asText().startsWith("#/")) {
        throw refusal(at, "$ref '" + reference.asText() + "' is not one of this document");
      }
      JsonPointer target = JsonPointer.compile(reference.asText().substring(1));
      if (root.at(target).isMissingNode()) {
        throw refusal(at, "$ref '" + reference.asText() + "' leads nowhere");
      }
      at = new Place(root.at(target), target);
    }
    throw refusal(place, "its $ref leads to itself");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private IllegalArgumentException refusal(Place place, String detail) {
    return new IllegalArgumentException(origin + ": #" + place.pointer() + ": " + detail);
  }
}
