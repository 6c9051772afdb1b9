package dev.patienttests.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the members of a JSON object and collects everything that is wrong with them, so that a
 * client learns of all mistakes at once. Messages never quote a value.
 */
public final class JsonFields {
  private static final Pattern QUOTABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  private final ObjectNode json;
  private final String prefix;
  private final List<FieldError> errors;

  private JsonFields(ObjectNode json, String prefix, List<FieldError> errors) {
    this.json = json;
    this.prefix = prefix;
    this.errors = errors;
  }

  /** The members of a body. */
  public static JsonFields of(ObjectNode json) {
    return new JsonFields(json, "", new ArrayList<>());
  }

  /** Reports every member that is not among the names. */
  public void refuseOthersThan(Set<String> names) {
    for (Iterator<String> all = json.fieldNames(); all.hasNext(); ) {
      String name = all.next();
      if (!names.contains(name)) {
        error(QUOTABLE.matcher(name).matches() ? name : "(a member)", "is not known here");
      }
    }
  }

  /** A text of 1 to {@code longest} code points that is not blank; null counts as absent. */
  public Optional<String> text(String name, int longest) {
    JsonNode node = json.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      error(name, "must be a text");
      return Optional.empty();
    }
    String text = node.textValue();
    if (isBlank(text) || text.codePointCount(0, text.length()) > longest) {
      error(name, "must have 1 to " + longest + " characters and not be blank");
      return Optional.empty();
    }
    if (hasControl(text)) {
      error(name, "must have no control characters");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Whether a text has nothing but spaces, those that do not break a line included. */
  public static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i); // no space is beyond the first plane
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #text}, and reports when it is absent; then the answer is the empty text. */
  public String requiredText(String name, int longest) {
    int before = errors.size();
    Optional<String> text = text(name, longest);
    if (text.isEmpty() && errors.size() == before) {
      error(name, "is required");
    }
    return text.orElse("");
  }

  /**
   * The texts of an array, each as {@link #text}; null counts as absent. A bad one is reported by
   * its index, and nothing is answered then.
   *
   * @param most how many there may be
   */
  public Optional<List<String>> texts(
      String name, int most, int longest, Predicate<String> rule, String message) {
    JsonNode node = json.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isArray() || node.size() > most) {
      error(name, "must be an array of at most " + most);
      return Optional.empty();
    }
    int before = errors.size();
    ObjectNode items = JsonNodeFactory.instance.objectNode();
    JsonFields fields = new JsonFields(items, prefix, errors);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String item = name + "[" + i + "]";
      items.set(item, node.get(i));
      Optional<String> text = Optional.of(fields.requiredText(item, longest));
      texts.add(fields.check(item, text, rule, message).orElse(""));
    }
    return errors.size() == before ? Optional.of(texts) : Optional.empty();
  }

  /** Reports {@code message} about a value that is present and breaks the rule. */
  public Optional<String> check(
      String name, Optional<String> value, Predicate<String> rule, String message) {
    if (value.isPresent() && !value.get().isEmpty() && !rule.test(value.get())) {
      error(name, message);
      return Optional.empty();
    }
    return value;
  }

  /** The members of an object that must be there; its errors are collected here. */
  public JsonFields requiredObject(String name) {
    if (!json.path(name).isObject()) {
      error(name, json.path(name).isMissingNode() ? "is required" : "must be an object");
      return new JsonFields(JsonNodeFactory.instance.objectNode(), prefix, new ArrayList<>());
    }
    return new JsonFields((ObjectNode) json.get(name), prefix + name + ".", errors);
  }

  /** The members of an object; empty when it is absent or null. */
  public Optional<JsonFields> object(String name) {
    JsonNode node = json.path(name);
    return node.isMissingNode() || node.isNull()
        ? Optional.empty()
        : Optional.of(requiredObject(name));
  }

  /**
   * The members of each object of an array that must be there; their errors are collected here.
   *
   * @param most how many there may be; one at least is required
   */
  public List<JsonFields> requiredObjects(String name, int most) {
    JsonNode array = json.path(name);
    if (!array.isArray() || array.isEmpty() || array.size() > most) {
      error(name, array.isMissingNode() ? "is required" : "must be an array of 1 to " + most);
      return List.of();
    }
    List<JsonFields> all = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String item = name + "[" + i + "]";
      if (array.get(i) instanceof ObjectNode object) {
        all.add(new JsonFields(object, prefix + item + ".", errors));
      } else {
        error(item, "must be an object");
      }
    }
    return all;
  }

  /** Reports a mistake in a member of this object. */
  public void error(String name, String message) {
    errors.add(new FieldError(prefix + name, message));
  }

  /** How many mistakes have been reported so far, in this object and around it. */
  public int errors() {
    return errors.size();
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException 400 with all mistakes, if there are any
   */
  public void throwIfInvalid() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }
}
