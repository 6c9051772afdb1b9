package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Writes a Swagger 2 document as OpenAPI 3.0, as far as an import looks at it. */
final class SwaggerUpgrade {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String DEFINITIONS = "#/definitions/";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");
  private static final Set<String> NOT_OF_SCHEMA =
      Set.of("name", "in", "required", "description", "collectionFormat", "allowEmptyValue");
  private static final String PARAMETERS = "parameters";
  private static final String SCHEMA = "schema";

  private final DocumentPlace root;

  SwaggerUpgrade(String origin, JsonNode document) {
    this.root = DocumentPlace.root(origin, document);
  }

  JsonNode openApi() {
    ObjectNode result = NODES.objectNode();
    result.put("openapi", "3.0.3");
    ObjectNode components = result.putObject("components");
    components.set("schemas", moved(root.node().path("definitions").deepCopy()));
    // Shared parameters and responses are written where they are used: bodies and media types
    // stand elsewhere here.
    ObjectNode paths = result.putObject("paths");
    for (String path : root.child("paths").names()) {
      DocumentPlace item = root.child("paths").child(path);
      for (String method : item.names()) {
        if (METHODS.contains(method)) {
          paths.withObjectProperty(path).set(method, operation(item, item.child(method)));
        }
      }
    }
    return result;
  }

  private ObjectNode operation(DocumentPlace item, DocumentPlace operation) {
    ObjectNode result = NODES.objectNode();
    for (String kept : List.of("operationId", "summary")) {
      if (operation.node().has(kept)) {
        result.set(kept, operation.node().get(kept));
      }
    }
    ArrayNode parameters = result.putArray(PARAMETERS);
    for (DocumentPlace owner : List.of(item, operation)) {
      for (DocumentPlace given : owner.child(PARAMETERS).items()) {
        DocumentPlace parameter = given.resolved();
        switch (parameter.child("in").text()) {
          case "body" -> result.set("requestBody", body(parameter, types(operation, "consumes")));
          case "formData" -> throw parameter.refusal("parameters of forms are not supported");
          default -> parameters.add(parameter(parameter));
        }
      }
    }
    ObjectNode responses = result.putObject("responses");
    for (String status : operation.child("responses").names()) {
      responses.set(
          status,
          response(
              operation.child("responses").child(status).resolved(), types(operation, "produces")));
    }
    return result;
  }

  private List<String> types(DocumentPlace operation, String keyword) {
    DocumentPlace own = operation.child(keyword);
    DocumentPlace types = own.node().isArray() ? own : root.child(keyword);
    List<String> named = types.items().stream().map(DocumentPlace::text).toList();
    return named.isEmpty() ? List.of("application/json") : named;
  }

  private static ObjectNode body(DocumentPlace parameter, List<String> types) {
    ObjectNode body = NODES.objectNode();
    body.put("required", parameter.node().path("required").asBoolean());
    content(body, parameter.node().path(SCHEMA), types);
    return body;
  }

  private static void content(ObjectNode owner, JsonNode schema, List<String> types) {
    ObjectNode content = owner.putObject("content");
    for (String type : types) {
      content.putObject(type).set(SCHEMA, moved(schema.deepCopy()));
    }
  }

  private static ObjectNode parameter(DocumentPlace old) {
    ObjectNode parameter = NODES.objectNode();
    parameter.set("name", old.node().path("name"));
    parameter.set("in", old.node().path("in"));
    parameter.put("required", old.node().path("required").asBoolean());
    parameter.put("explode", old.child("collectionFormat").text().equals("multi"));
    parameter.set(SCHEMA, schemaOf(old));
    return parameter;
  }

  /** Here the keywords of a schema stand beside those of the parameter or header. */
  private static ObjectNode schemaOf(DocumentPlace old) {
    ObjectNode schema = NODES.objectNode();
    for (String name : old.names()) {
      if (!NOT_OF_SCHEMA.contains(name) && !name.startsWith("x-")) {
        schema.set(name, old.node().get(name).deepCopy());
      }
    }
    moved(schema);
    return schema;
  }

  private static ObjectNode response(DocumentPlace old, List<String> types) {
    ObjectNode response = NODES.objectNode();
    if (old.node().has(SCHEMA)) {
      content(response, old.node().get(SCHEMA), types);
    }
    ObjectNode headers = response.putObject("headers");
    for (String name : old.child("headers").names()) {
      headers.putObject(name).set(SCHEMA, schemaOf(old.child("headers").child(name)));
    }
    return response;
  }

  private static JsonNode moved(JsonNode node) {
    if (node instanceof ObjectNode object) {
      String reference = object.path("$ref").asText();
      if (reference.startsWith(DEFINITIONS)) {
        object.put("$ref", "#/components/schemas/" + reference.substring(DEFINITIONS.length()));
      }
    }
    node.forEach(SwaggerUpgrade::moved);
    return node;
  }
}
