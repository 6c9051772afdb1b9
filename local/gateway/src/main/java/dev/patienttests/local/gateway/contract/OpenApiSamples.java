package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.model.ResponseSamples;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Samples out of an OpenAPI document: the first example of a response, or else one that is made of
 * its schema. Nothing is made of a schema for a media type other than JSON.
 */
final class OpenApiSamples implements ResponseSamples {
  /** Made when the first sample is asked for. */
  private static final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  private final References references;
  private final Object responses;

  OpenApiSamples(Map<?, ?> root, Map<?, ?> operation) {
    this.references = new References(root);
    this.responses = operation.get("responses");
  }

  @Override
  public Optional<Sample> find(int status, Optional<String> contentType) {
    return response(String.valueOf(status))
        .or(() -> response("default"))
        .flatMap(response -> references.map(response.get("content")))
        .flatMap(content -> sample(content, contentType));
  }

  /** YAML reads a status without quotes as a number. */
  private Optional<Map<?, ?>> response(String status) {
    return references
        .map(responses)
        .flatMap(
            all ->
                all.entrySet().stream()
                    .filter(entry -> String.valueOf(entry.getKey()).equals(status))
                    .findFirst())
        .flatMap(entry -> references.map(entry.getValue()));
  }

  private Optional<Sample> sample(Map<?, ?> content, Optional<String> wanted) {
    for (Map.Entry<?, ?> entry : content.entrySet()) {
      String type = String.valueOf(entry.getKey());
      if (wanted.isEmpty() || bare(wanted.get()).equals(bare(type))) {
        return Optional.of(
            new Sample(type, references.map(entry.getValue()).map(m -> body(type, m)).orElse("")));
      }
    }
    return Optional.empty();
  }

  private String body(String type, Map<?, ?> media) {
    if (media.containsKey("example")) {
      return text(type, media.get("example"));
    }
    Optional<Object> named = references.map(media.get("examples")).flatMap(this::first);
    if (named.isPresent()) {
      return text(type, named.get());
    }
    Object schema = media.get("schema");
    Optional<Object> given =
        references.map(schema).map(s -> (Object) s.get("example")).filter(e -> e != null);
    if (given.isPresent()) {
      return text(type, given.get());
    }
    return schema == null || !isJson(type)
        ? ""
        : text(type, new SchemaSample(references).of(schema));
  }

  private Optional<Object> first(Map<?, ?> examples) {
    Iterator<?> values = examples.values().iterator();
    return values.hasNext()
        ? references.map(values.next()).map(example -> (Object) example.get("value"))
        : Optional.empty();
  }

  private static String text(String type, Object value) {
    if (value instanceof String text && (!isJson(type) || isWritten(text))) {
      return text;
    }
    return json(SchemaSample.plain(value));
  }

  /** Whether an example is JSON that somebody wrote down as a text. */
  private static boolean isWritten(String text) {
    try {
      return !Json.MAPPER.readTree(text).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String json(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sample cannot be written as JSON", e);
    }
  }

  private static String bare(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(String type) {
    String bare = bare(type);
    return bare.endsWith("/json") || bare.endsWith("+json");
  }
}
