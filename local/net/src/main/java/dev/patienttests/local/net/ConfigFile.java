package dev.patienttests.local.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON file with the configuration of one process: a record, written by the stack. */
public final class ConfigFile {
  private ConfigFile() {}

  /** The JSON text of a record, on one line. */
  public static String toJson(Object value) {
    try {
      return mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads a record from its JSON text; a member that the record does not have is refused.
   *
   * @throws IOException when the text is not of that form
   */
  public static <T> T fromJson(String json, Class<T> type) throws IOException {
    return mapper().readValue(json, type);
  }

  /**
   * Writes a record, which may hold secrets, to a file that only its owner can read.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, Object config) throws IOException {
    PrivateFiles.write(file, mapper().writeValueAsBytes(config));
  }

  /**
   * Reads a record from a file.
   *
   * @throws StartException when the file cannot be read or is not of that form
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return mapper().readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException e) {
      throw new StartException(
          "Configuration " + file + " is not valid: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new StartException("Configuration " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // what the configuration says may be a secret
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }
}
