package dev.patienttests.local.functions.host;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A settings file of which each member must be known. */
final class StrictJson {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;
  private final String place;
  private final JsonNode node;

  private StrictJson(Path file, String place, JsonNode node) {
    this.file = file;
    this.place = place;
    this.node = node;
  }

  static StrictJson read(Path file) {
    try {
      return new StrictJson(file, "", JSON.readTree(Files.readString(file))).requireObject();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      int line = at == null ? 1 : at.getLineNr();
      throw new StagedAppException(file + ":" + line + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new StagedAppException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  StrictJson requireObject() {
    if (!node.isObject()) {
      throw refusal("is not a JSON object");
    }
    return this;
  }

  /** Refuses every member but these. */
  StrictJson only(String... names) {
    Set<String> known = Set.of(names);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw member(name).refusal("is not supported");
              }
            });
    return this;
  }

  Optional<StrictJson> find(String name) {
    JsonNode found = node.get(name);
    return found == null || found.isNull() ? Optional.empty() : Optional.of(member(name));
  }

  StrictJson member(String name) {
    String inside = place.isEmpty() ? name : place + "." + name;
    return new StrictJson(file, inside, node.path(name));
  }

  String text() {
    if (!node.isTextual()) {
      throw refusal("is not a text");
    }
    return node.textValue();
  }

  JsonNode node() {
    return node;
  }

  StrictJson element(int index) {
    return new StrictJson(file, place + "[" + index + "]", node.path(index));
  }

  StagedAppException refusal(String what) {
    return new StagedAppException(
        "%s: %s %s".formatted(file, place.isEmpty() ? "the file" : "'" + place + "'", what));
  }
}
