package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.gateway.contract.OperationContract.In;
import dev.patienttests.local.gateway.contract.OperationContract.Media;
import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import dev.patienttests.local.gateway.contract.OperationContract.ResponseContract;
import dev.patienttests.local.gateway.contract.OperationContract.SchemaUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what an OpenAPI 3 document says about the messages of an operation. */
final class ContractReader {
  /** The service drops what these methods say of a request body. */
  private static final Set<String> WITHOUT_BODY = Set.of("get", "head", "options");

  private final SchemaDocument schemas;

  ContractReader(SchemaDocument schemas) {
    this.schemas = schemas;
  }

  OperationContract contract(
      DocumentPlace item, DocumentPlace operation, String method, String id) {
    DocumentPlace body = operation.child("requestBody").resolved();
    boolean drops = WITHOUT_BODY.contains(method) || body.node().isMissingNode();
    Map<String, Media> request = drops ? Map.of() : content(body, id + "Request");
    Map<String, ResponseContract> responses = new LinkedHashMap<>();
    for (String status : operation.child("responses").names()) {
      DocumentPlace response = operation.child("responses").child(status).resolved();
      Map<String, Parameter> headers = new LinkedHashMap<>();
      for (String header : response.child("headers").names()) {
        DocumentPlace place = response.child("headers").child(header).resolved();
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

  private Map<String, Media> content(DocumentPlace owner, String inlineName) {
    Map<String, Media> media = new LinkedHashMap<>();
    for (String type : owner.child("content").names()) {
      DocumentPlace schema = owner.child("content").child(type).child("schema");
      media.put(
          MediaTypes.bare(type), new Media(definition(schema.node(), inlineName), use(schema)));
    }
    return media;
  }

  private List<Parameter> parameters(DocumentPlace item, DocumentPlace operation) {
    Map<String, Parameter> found = new LinkedHashMap<>();
    for (DocumentPlace owner : List.of(item, operation)) {
      for (DocumentPlace given : owner.child("parameters").items()) {
        DocumentPlace place = given.resolved();
        String name = place.child("name").text();
        String in = place.child("in").text();
        if (name.isEmpty()) {
          throw place.refusal("has no name");
        }
        switch (in) {
          case "path", "query", "header" ->
              found.put(
                  in + " " + name, parameter(name, In.valueOf(in.toUpperCase(Locale.ROOT)), place));
          case "cookie" -> {
            // The service does not take them.
          }
          default -> throw place.refusal("stands in '" + in + "'");
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Parameter parameter(String name, In in, DocumentPlace place) {
    DocumentPlace schema = place.child("schema");
    DocumentPlace itself = schema.resolved();
    boolean exploded = place.node().path("explode").asBoolean(in == In.QUERY);
    return new Parameter(
        name,
        in,
        in == In.PATH || place.node().path("required").asBoolean(),
        definition(schema.node(), name),
        use(schema),
        type(itself.node()),
        type(itself.child("items").resolved().node()),
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

  private Optional<SchemaUse> use(DocumentPlace schema) {
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
}
