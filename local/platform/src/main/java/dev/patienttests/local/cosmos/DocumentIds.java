package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** The rules for ids (Azure documentation, service quotas: 1,023 bytes, no slash). */
final class DocumentIds {

  private static final int MAXIMUM_BYTES = 1023;

  private DocumentIds() {}

  /** Returns the id; 400 where it is missing or breaks a rule. */
  static String check(JsonNode id) {
    if (!id.isTextual() || id.textValue().isEmpty()) {
      throw CosmosException.badRequest("The required property id is missing or not a string.");
    }
    String text = id.textValue();
    if (text.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_BYTES) {
      throw CosmosException.badRequest("The id is longer than " + MAXIMUM_BYTES + " bytes.");
    }
    for (char forbidden : new char[] {'/', '\\', '?', '#'}) {
      if (text.indexOf(forbidden) >= 0) {
        throw CosmosException.badRequest("The id holds the character " + forbidden + ".");
      }
    }
    return text;
  }
}
