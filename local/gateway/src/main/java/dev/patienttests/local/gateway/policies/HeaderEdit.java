package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code set-header} does to a message's headers; also used inside of other policies. */
final class HeaderEdit {
  private static final Set<String> PROTECTED =
      Set.of("connection", "content-length", "keep-alive", "transfer-encoding");

  /** Headers whose values hold commas; several values are sent as several lines. */
  private static final Set<String> SEPARATE =
      Set.of(
          "user-agent",
          "www-authenticate",
          "proxy-authenticate",
          "cookie",
          "set-cookie",
          "warning",
          "date",
          "expires",
          "if-modified-since",
          "if-unmodified-since",
          "last-modified",
          "retry-after");

  private final Value name;
  private final boolean separate;
  private final Value action;
  private final List<Value> values;

  private HeaderEdit(Value name, Value action, List<Value> values) {
    this.name = name;
    this.separate = name.literal().map(HeaderEdit::isSeparate).orElse(false);
    this.action = action;
    this.values = values;
  }

  static HeaderEdit read(PolicyReader reader) {
    Value name = reader.required("name");
    Value action = ExistsAction.read(reader);
    List<Value> values = new ArrayList<>();
    for (PolicyElement child : reader.children("value")) {
      values.add(reader.of(child, Set.of(), Content.TEXT).text());
    }
    Optional<String> literal = name.literal();
    if (literal.isPresent()) {
      if (!isToken(literal.get())) {
        throw reader.element().refusal("name", "'" + literal.get() + "' is no header name");
      }
      if (PROTECTED.contains(literal.get().toLowerCase(Locale.ROOT))) {
        throw reader.element().refusal("name", "this header cannot be set by a policy");
      }
    }
    boolean delete = action.literal().filter("delete"::equals).isPresent();
    if (values.isEmpty() && action.literal().isPresent() && !delete) {
      throw reader.element().refusal("a <value> is missing");
    }
    return new HeaderEdit(name, action, values);
  }

  void apply(Headers headers, Exchange exchange) {
    String header = name.text(exchange);
    boolean checkedAtLoad = name.literal().isPresent();
    if (!checkedAtLoad
        && (!isToken(header) || PROTECTED.contains(header.toLowerCase(Locale.ROOT)))) {
      throw PolicyFailure.expression("The name is not of a header that a policy can set.");
    }
    boolean inLines = checkedAtLoad ? separate : isSeparate(header);
    switch (ExistsAction.of(action, exchange)) {
      case "delete" -> headers.remove(header);
      case "skip" -> {
        if (!headers.contains(header)) {
          add(headers, header, inLines, texts(exchange));
        }
      }
      case "append" -> append(headers, header, inLines, texts(exchange));
      default -> {
        // Evaluated first: the new value may be made of the old one.
        List<String> texts = texts(exchange);
        headers.remove(header);
        add(headers, header, inLines, texts);
      }
    }
  }

  private static boolean isSeparate(String header) {
    return SEPARATE.contains(header.toLowerCase(Locale.ROOT));
  }

  private static void append(Headers headers, String header, boolean inLines, List<String> texts) {
    if (inLines || !headers.contains(header)) {
      add(headers, header, inLines, texts);
      return;
    }
    String before = String.join(",", headers.all(header));
    headers.set(header, before + "," + String.join(",", texts));
  }

  private static void add(Headers headers, String header, boolean inLines, List<String> texts) {
    if (inLines) {
      texts.forEach(text -> headers.add(header, text));
    } else if (!texts.isEmpty()) {
      headers.add(header, texts.size() == 1 ? texts.get(0) : String.join(",", texts));
    }
  }

  private List<String> texts(Exchange exchange) {
    List<String> texts = new ArrayList<>(values.size());
    for (Value value : values) {
      texts.add(checked(value.text(exchange)));
    }
    return texts;
  }

  private static String checked(String value) {
    String trimmed = value.strip();
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
        throw PolicyFailure.expression("A header's value holds a character that is not allowed.");
      }
    }
    return trimmed;
  }

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
