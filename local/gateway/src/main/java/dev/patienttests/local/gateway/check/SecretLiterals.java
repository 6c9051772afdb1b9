package dev.patienttests.local.gateway.check;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyValue;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells secrets that are written down in a document: by the name of what they are put into, and by
 * how they look. What a named value gives is none.
 */
final class SecretLiterals {
  private static final String REFERENCE = "{{";

  /** Attributes of the authentication policies that hold nothing but a secret. */
  private static final Set<String> ATTRIBUTES = Set.of("password", "body");

  /** Elements whose text is a secret; {@code key} stands in issuer-signing-keys, too. */
  private static final Set<String> ELEMENTS = Set.of("key");

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)authorization|cookie|.*(secret|password|token)|.*(^|[-_.])(api|function[s]?|access|subscription|account|signing|shared|private)?[-_.]?key");

  /** Credentials of HTTP, tokens, signatures of shared access, keys of accounts. */
  private static final Pattern SECRET_LOOK =
      Pattern.compile(
          "(?s).*(\\b(Bearer|Basic) [A-Za-z0-9+/._~-]{8,}=*(?![^\\s\"',;])"
              + "|\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+\\."
              + "|[?&]sig=[A-Za-z0-9%+/]{8,}|AccountKey=[A-Za-z0-9+/]{8,}|SharedAccessKey=[A-Za-z0-9+/]{8,}"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----).*");

  /** A string in C# code. */
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private SecretLiterals() {}

  /** An attribute that holds a secret. */
  static boolean isSecret(PolicyElement element, String attribute, PolicyValue value) {
    if (looksSecret(value)) {
      return true;
    }
    boolean named =
        (ATTRIBUTES.contains(attribute) && element.name().startsWith("authentication-"))
            || (element.name().equals("set-variable")
                && attribute.equals("value")
                && nameIsSecret(element));
    return named && isWritten(value);
  }

  /** The value of a header or query parameter that by its name carries a secret. */
  static boolean isSecretHeader(PolicyElement header, PolicyValue value) {
    return !looksSecret(value) && nameIsSecret(header) && isWritten(value);
  }

  /** The text of an element that holds a secret. */
  static boolean isSecretText(PolicyElement element, PolicyValue text) {
    return looksSecret(text) || (ELEMENTS.contains(element.name()) && isWritten(text));
  }

  private static boolean nameIsSecret(PolicyElement element) {
    return element
        .attribute("name")
        .filter(n -> !n.isExpression() && SECRET_NAME.matcher(n.text()).matches())
        .isPresent();
  }

  private static boolean isWritten(PolicyValue value) {
    return !value.isExpression() && !value.text().isBlank() && !value.text().contains(REFERENCE);
  }

  private static boolean looksSecret(PolicyValue value) {
    if (!value.isExpression()) {
      return SECRET_LOOK.matcher(value.text()).matches();
    }
    return STRING
        .matcher(value.text())
        .results()
        .anyMatch(string -> SECRET_LOOK.matcher(string.group(1)).matches());
  }
}
