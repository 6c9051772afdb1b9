package dev.patienttests.local.gateway.routing;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.model.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the operations of an OpenAPI 3 document. */
final class OpenApiDocument {
  private static final int MAX_CODE_POINTS = 1_000_000;
  private static final int MAX_ALIASES = 20;
  private static final int MAX_DEPTH = 50;
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private OpenApiDocument() {}

  /**
   * The operations, in document order.
   *
   * @throws IllegalArgumentException with the file's name where it cannot be used
   */
  static List<Operation> operations(Api api) {
    if (!(load(api) instanceof Map<?, ?> root) || !(root.get("paths") instanceof Map<?, ?> paths)) {
      throw new IllegalArgumentException(api.openApiOrigin() + ": has no paths");
    }
    List<Operation> operations = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Map.Entry<?, ?> path : paths.entrySet()) {
      String template = String.valueOf(path.getKey());
      if (!(path.getValue() instanceof Map<?, ?> item)) {
        throw new IllegalArgumentException(api.openApiOrigin() + ": path " + template);
      }
      for (Map.Entry<?, ?> entry : item.entrySet()) {
        String method = String.valueOf(entry.getKey());
        if (METHODS.contains(method)) {
          Operation operation = operation(api, root, template, method, entry.getValue());
          if (!ids.add(operation.id())) {
            throw new IllegalArgumentException(
                api.openApiOrigin() + ": operationId '" + operation.id() + "' stands twice");
          }
          operations.add(operation);
        } else if (method.equals("$ref")) {
          throw new IllegalArgumentException(
              api.openApiOrigin() + ": $ref of path " + template + " is not supported");
        }
      }
    }
    return operations;
  }

  private static Operation operation(
      Api api, Map<?, ?> root, String template, String method, Object value) {
    if (!(value instanceof Map<?, ?> operation)
        || !(operation.get("operationId") instanceof String id)) {
      throw new IllegalArgumentException(
          api.openApiOrigin() + ": " + method + " " + template + " has no operationId");
    }
    String name = operation.get("summary") instanceof String summary ? summary : id;
    return new Operation(
        id, name, method.toUpperCase(Locale.ROOT), template, new OpenApiSamples(root, operation));
  }

  private static Object load(Api api) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CODE_POINTS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    try {
      return new Yaml(new SafeConstructor(options)).load(api.openApi());
    } catch (YAMLException e) {
      throw new IllegalArgumentException(api.openApiOrigin() + ": " + e.getMessage(), e);
    }
  }
}
