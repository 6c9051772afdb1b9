package dev.patienttests.local.gateway.trace;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Response;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows values without what nobody may read in a trace: texts whose name says that they are secret,
 * texts that are known to be, and whatever may be a body.
 */
final class Redactor {
  static final String HIDDEN = "***";
  private static final int MAX_TEXT = 200;
  private static final int MIN_SECRET = 6;
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]*\\.[\\w-]+\\.[\\w-]*");
  private static final Set<String> SECRET_WORDS =
      Set.of(
          "apikey",
          "assertion",
          "authorization",
          "cookie",
          "cookies",
          "credential",
          "credentials",
          "jwt",
          "key",
          "keys",
          "password",
          "principal",
          "pwd",
          "secret",
          "secrets",
          "sig",
          "signature",
          "token",
          "tokens");

  private final Set<String> secrets = new HashSet<>();
  private final Set<String> shortSecrets = new HashSet<>();

  /**
   * Hides this text wherever it stands from now on; one that is very short only where nothing else
   * stands beside it.
   */
  void hide(String secret) {
    if (secret.length() >= MIN_SECRET) {
      secrets.add(secret);
    } else if (!secret.isBlank()) {
      shortSecrets.add(secret);
    }
  }

  /** Learns the secrets that the request carries now. */
  void learn(Exchange exchange) {
    learn(exchange.request().headers());
    exchange
        .subscription()
        .ifPresent(
            s -> {
              hide(s.primaryKey());
              hide(s.secondaryKey());
            });
  }

  private void learn(Headers headers) {
    for (Headers.Line line : headers.lines()) {
      if (isSecret(line.name())) {
        String value = line.value().strip();
        hide(value);
        int space = value.indexOf(' ');
        if (space > 0) {
          hide(value.substring(space + 1).strip());
        }
      }
    }
  }

  /** Whether a variable, header or named value of that name holds a secret. */
  static boolean isSecret(String name) {
    Matcher words = WORD.matcher(name);
    while (words.find()) {
      if (SECRET_WORDS.contains(words.group().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** A value of a variable: numbers and dates as they are, texts redacted, others by their type. */
  String value(String name, Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return text(name, text);
    }
    if (value instanceof Number
        || value instanceof Boolean
        || value instanceof UUID
        || value instanceof TemporalAccessor
        || value instanceof TemporalAmount) {
      return known(value.toString());
    }
    if (value instanceof Response response) {
      return "(response " + response.status() + ")";
    }
    return "(" + value.getClass().getSimpleName() + ")";
  }

  /**
   * A text. What is long or looks like a document may be a body, so that only its length is told.
   */
  String text(String name, String text) {
    if (text.isEmpty()) {
      return "\"\"";
    }
    if (isSecret(name)) {
      return HIDDEN;
    }
    String start = text.stripLeading();
    if (text.length() > MAX_TEXT
        || start.startsWith("{")
        || start.startsWith("[")
        || start.startsWith("<")) {
      return "(text of " + text.length() + " characters)";
    }
    return "\"" + known(text).replaceAll("\\p{Cntrl}", " ") + "\"";
  }

  /** A text with known secrets, and whatever looks like a token, hidden. */
  String known(String text) {
    if (shortSecrets.contains(text)) {
      return HIDDEN;
    }
    String shown = TOKEN.matcher(text).replaceAll(HIDDEN);
    for (String secret : secrets) {
      shown = shown.replace(secret, HIDDEN);
    }
    return shown;
  }
}
