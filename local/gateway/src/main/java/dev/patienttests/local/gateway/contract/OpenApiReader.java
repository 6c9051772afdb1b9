package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.gateway.contract.OperationContract.In;
import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import dev.patienttests.local.gateway.model.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Imports the operations of an OpenAPI 3.0 or 3.1 document (JSON or YAML) or of a Swagger 2
 * document (JSON) as the service does: servers, security, callbacks and webhooks play no part.
 */
public final class OpenApiReader {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");
  private static final Pattern TEMPLATE_PARAMETER = Pattern.compile("\\{([^{}]*)}");

  private final DocumentPlace root;
  private final Map<?, ?> plain;
  private final ContractReader contracts;
  private final boolean queryInTemplates;
  private final OperationIds ids = new OperationIds();

  private OpenApiReader(String origin, JsonNode document, boolean queryInTemplates) {
    String version = document.path("openapi").asText();
    if (!version.matches("3\\.[01](\\.[0-9]+)?")) {
      throw new IllegalArgumentException(
          origin + ": #/openapi: '" + version + "' is none of 3.0 and 3.1");
    }
    this.root = DocumentPlace.root(origin, document);
    this.plain = (Map<?, ?>) DocumentText.plain(document);
    this.contracts =
        new ContractReader(SchemaDocument.openApi(origin, document, version.startsWith("3.1")));
    this.queryInTemplates = queryInTemplates;
  }

  /**
   * The operations, in document order.
   *
   * @param origin the file's name
   * @param queryInTemplates whether required query parameters become part of the URL template
   *     ({@code translateRequiredQueryParameters})
   * @throws IllegalArgumentException with the file's name and the place where it cannot be used
   */
  public static List<Operation> operations(String origin, String text, boolean queryInTemplates) {
    JsonNode document = DocumentText.read(origin, text);
    boolean swagger = document.path("swagger").asText().equals("2.0");
    JsonNode upgraded = swagger ? new SwaggerUpgrade(origin, document).openApi() : document;
    return new OpenApiReader(origin, upgraded, queryInTemplates).operations();
  }

  private List<Operation> operations() {
    if (root.node().has("x-ms-paths")) {
      throw root.child("x-ms-paths").refusal("is not supported");
    }
    DocumentPlace paths = root.child("paths");
    if (!paths.node().isObject()) {
      throw paths.refusal("has no paths");
    }
    List<Operation> operations = new ArrayList<>();
    for (String path : paths.names()) {
      DocumentPlace item = paths.child(path).resolved();
      if (path.startsWith("x-")) {
        continue;
      }
      if (!item.node().isObject() || !path.startsWith("/")) {
        throw item.refusal("is no path");
      }
      for (String method : item.names()) {
        if (METHODS.contains(method)) {
          operations.add(operation(path, item, method));
        }
      }
    }
    return operations;
  }

  private Operation operation(String path, DocumentPlace item, String method) {
    DocumentPlace operation = item.child(method);
    if (!operation.node().isObject()) {
      throw operation.refusal("is no operation");
    }
    String id = ids.id(operation, method, path);
    String named = operation.child("operationId").text();
    String summary = operation.child("summary").text();
    String name =
        !summary.isEmpty()
            ? summary
            : named.isEmpty() ? method.toUpperCase(Locale.ROOT) + " " + path : named;
    OperationContract contract = contracts.contract(item, operation, method, id);
    return new Operation(
        id,
        name,
        method.toUpperCase(Locale.ROOT),
        template(path, contract.parameters(), operation),
        new OpenApiSamples(plain, (Map<?, ?>) DocumentText.plain(operation.node())),
        contract);
  }

  /** The path, and what of the query is required. */
  private String template(String path, List<Parameter> parameters, DocumentPlace operation) {
    Set<String> inPath = new HashSet<>();
    Matcher matcher = TEMPLATE_PARAMETER.matcher(path);
    while (matcher.find()) {
      if (!inPath.add(matcher.group(1).toLowerCase(Locale.ROOT))) {
        throw operation.refusal("parameter '" + matcher.group(1) + "' stands twice in " + path);
      }
    }
    List<String> required = new ArrayList<>();
    for (Parameter parameter : parameters) {
      boolean known = inPath.contains(parameter.name().toLowerCase(Locale.ROOT));
      if (parameter.in() == In.PATH && !known) {
        throw operation.refusal("parameter '" + parameter.name() + "' is not in " + path);
      }
      if (parameter.in() == In.QUERY && parameter.required() && queryInTemplates) {
        if (known) {
          throw operation.refusal(
              "parameter '" + parameter.name() + "' stands in path and query, names must differ");
        }
        required.add(parameter.name());
      }
    }
    return required.isEmpty()
        ? path
        : required.stream()
            .map(name -> name + "={" + name + "}")
            .collect(Collectors.joining("&", path + "?", ""));
  }
}
