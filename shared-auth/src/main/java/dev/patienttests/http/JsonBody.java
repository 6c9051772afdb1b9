package dev.patienttests.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a request's body as one JSON object, strictly, and never quotes it in an error. */
public final class JsonBody {
  /** The largest body, in bytes. */
  public static final int LARGEST = 64 * 1024;

  private static final int LARGEST_EXPONENT = 400;
  private static final int REPLACEMENT = 0xFFFD;
  private static final String TWICE = "must not appear twice";

  private static final JsonMapper MAPPER = StrictJson.mapper(LARGEST);
  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*(\"utf-8\"|utf-8)\\s*)?;?\\s*",
          Pattern.CASE_INSENSITIVE);

  private JsonBody() {}

  /**
   * The body of a request.
   *
   * @throws ProblemException 413 above {@link #LARGEST}; 415 for a {@code Content-Type} other than
   *     {@code application/json} in UTF-8 (an absent one counts as that); 400 for anything that is
   *     not one JSON object, with the position of the mistake
   */
  public static ObjectNode read(ApiRequest request) {
    Optional<String> type = request.header("content-type").filter(value -> !value.isBlank());
    if (type.isPresent() && !JSON.matcher(type.get().strip()).matches()) {
      throw new ProblemException(415, "The body must be application/json in UTF-8.");
    }
    String text = request.body().orElse("");
    if (declaredTooLarge(request) || bytes(text) > LARGEST) {
      throw new ProblemException(413, "The body must not exceed " + LARGEST + " bytes.");
    }
    if (text.isBlank()) {
      throw ProblemException.badRequest("A JSON object is required as the body.");
    }
    return parse(text);
  }

  private static ObjectNode parse(String text) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (StreamConstraintsException e) {
      throw ProblemException.badRequest(
          "The body is nested too deeply or has a name, text or number that is too long"
              + position(e)
              + ".");
    } catch (JsonParseException e) {
      throw duplicate(e)
          .map(name -> ProblemException.invalid(List.of(new FieldError(name, TWICE))))
          .orElseGet(() -> notJson(e));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
    if (!(tree instanceof ObjectNode object)) {
      throw ProblemException.badRequest("The body must be a JSON object.");
    }
    refuseUnusable(object);
    return object;
  }

  private static ProblemException notJson(JsonProcessingException e) {
    // Jackson's message quotes the body, so neither it nor the exception is passed on.
    return ProblemException.badRequest("The body is not valid JSON" + position(e) + ".");
  }

  /** The member that the body has twice, if that is what was wrong. */
  private static Optional<String> duplicate(JsonParseException e) {
    boolean twice = e.getOriginalMessage().startsWith("Duplicate field");
    try {
      return twice && e.getProcessor() != null
          ? Optional.ofNullable(e.getProcessor().currentName())
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Values that are JSON but that no store or serializer can hold. */
  private static void refuseUnusable(JsonNode node) {
    node.fieldNames().forEachRemaining(JsonBody::refuseBrokenText);
    if (node.isTextual()) {
      refuseBrokenText(node.textValue());
    }
    if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > LARGEST_EXPONENT) {
      throw ProblemException.badRequest("The body has a number that is too large or too small.");
    }
    node.forEach(JsonBody::refuseUnusable);
  }

  /**
   * An escaped half of a surrogate pair is a text that UTF-8 cannot hold. The replacement character
   * stands where octets were no UTF-8: whoever decoded the body has put it there, and the text that
   * was meant is lost.
   */
  private static void refuseBrokenText(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == REPLACEMENT || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        throw ProblemException.badRequest("The body has text that is not valid Unicode.");
      }
      i += Character.charCount(c);
    }
  }

  private static String position(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static boolean declaredTooLarge(ApiRequest request) {
    Optional<String> length = request.header("content-length").map(String::strip);
    return length.isPresent()
        && length.get().chars().allMatch(c -> c >= '0' && c <= '9')
        && (length.get().length() > 9 || Long.parseLong("0" + length.get()) > LARGEST);
  }

  private static int bytes(String text) {
    return text.length() > LARGEST ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
