package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an API's document says about the messages of an operation.
 *
 * @param bodyRequired whether a request without body breaks the contract
 * @param request media types of request bodies, in small letters and without parameters
 * @param responses by status code or {@code default}
 */
public record OperationContract(
    boolean bodyRequired,
    Map<String, Media> request,
    List<Parameter> parameters,
    Map<String, ResponseContract> responses) {

  /** Of an operation about which nothing is known. */
  public static final OperationContract NONE =
      new OperationContract(false, Map.of(), List.of(), Map.of());

  /** A schema of a document. */
  public record SchemaUse(SchemaDocument document, JsonPointer pointer) {
    /** The compiled schema. */
    public JsonSchema schema(SchemaVariant variant) {
      return document.schema(pointer, variant);
    }
  }

  /**
   * A body of one media type.
   *
   * @param definition name of its schema
   */
  public record Media(String definition, Optional<SchemaUse> schema) {}

  /**
   * A response.
   *
   * @param headers by name in small letters
   */
  public record ResponseContract(Map<String, Media> content, Map<String, Parameter> headers) {}

  /** Where a parameter stands. */
  public enum In {
    /** In the path. */
    PATH,
    /** In the query. */
    QUERY,
    /** In a header. */
    HEADER
  }

  /**
   * A parameter of requests, or a header of responses.
   *
   * @param definition name of its schema
   * @param type JSON type of its value; empty where its schema names none
   * @param itemType JSON type of its items, where it is an array
   * @param separate whether each item of an array is a parameter of its own
   */
  public record Parameter(
      String name,
      In in,
      boolean required,
      String definition,
      Optional<SchemaUse> schema,
      String type,
      String itemType,
      boolean separate) {}

  /** Compiles the schemas of requests, or of responses, so that no message waits for it. */
  public void compileSchemas(boolean ofRequests) {
    List<Map<String, Media>> contents =
        ofRequests
            ? List.of(request)
            : responses.values().stream().map(ResponseContract::content).toList();
    for (Map<String, Media> content : contents) {
      for (Media media : content.values()) {
        media.schema().ifPresent(use -> use.schema(SchemaVariant.AS_IT_STANDS));
      }
    }
    for (Parameter parameter : ofRequests ? parameters : responseHeaders()) {
      parameter.schema().ifPresent(use -> use.schema(SchemaVariant.AS_IT_STANDS));
    }
  }

  private List<Parameter> responseHeaders() {
    return responses.values().stream()
        .flatMap(response -> response.headers().values().stream())
        .toList();
  }

  /** The response of that status: its own, that of its hundred ({@code 4XX}), or the default. */
  public Optional<ResponseContract> response(int status) {
    return Optional.ofNullable(responses.get(String.valueOf(status)))
        .or(() -> Optional.ofNullable(responses.get(status / 100 + "XX")))
        .or(() -> Optional.ofNullable(responses.get("default")));
  }
}
