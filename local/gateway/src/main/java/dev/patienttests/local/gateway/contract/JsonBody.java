package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.local.gateway.contract.JsonPositions.At;
import dev.patienttests.local.gateway.contract.JsonSchema.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Holds a body against a schema. The body has to be JSON (RFC 8259) in which no name stands twice.
 */
public final class JsonBody {
  /** What JSON.NET's reader goes down to. */
  private static final int MAX_DEPTH = 64;

  /** From this size on, the first violation is enough. */
  private static final int LARGE = 64 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  /**
   * Something that breaks a rule, with the place where it ends.
   *
   * @param message holds no value of the body
   */
  public record Problem(String message, int line, int position) {
    /** Message and place as the service writes them. */
    public String text() {
      return message + " Line: " + line + ", Position: " + position;
    }
  }

  /** The body is no JSON. */
  public static final class NoJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private NoJsonException(String message) {
      super(message, null, false, false);
    }
  }

  private JsonBody() {}

  /**
   * What is wrong with a body, in the order of the text.
   *
   * @throws NoJsonException where it is no JSON; the message says where, and holds nothing of it
   */
  public static List<Problem> problems(byte[] body, JsonSchema schema) throws NoJsonException {
    String text = decoded(body);
    JsonNode value = parsed(text);
    List<Violation> violations = schema.check(value, text.length() > LARGE);
    if (violations.isEmpty()) {
      return List.of();
    }
    Map<JsonPlace, At> positions = JsonPositions.of(text, schema.variant()::name);
    At end = positions.get(JsonPlace.ROOT);
    return violations.stream()
        .map(
            violation -> {
              At at = positions.getOrDefault(violation.place(), end);
              return new Problem(violation.message(), at.line(), at.position());
            })
        .sorted((a, b) -> a.line() != b.line() ? a.line() - b.line() : a.position() - b.position())
        .toList();
  }

  private static String decoded(byte[] body) throws NoJsonException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new NoJsonException("It is no UTF-8.");
    }
  }

  private static JsonNode parsed(String text) throws NoJsonException {
    try {
      JsonNode value = MAPPER.readTree(text);
      if (value.isMissingNode()) {
        throw new NoJsonException("It is empty.");
      }
      return value;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new NoJsonException(
          "It is no JSON, nests too deeply or names a property twice."
              + (at == null ? "" : " Line: " + at.getLineNr() + ", Position: " + at.getColumnNr()));
    }
  }
}
