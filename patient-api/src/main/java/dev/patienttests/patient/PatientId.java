package dev.patienttests.patient;

import dev.patienttests.http.ProblemException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A patient's id in a request's path.
 *
 * <p>It is read from the URI and not by {@code @BindingName}: the host keeps route values, query
 * parameters and body members in one table that ignores case, so that a client who adds {@code
 * ?PatientID=x} would make the binding fail, a 500 before any of this code runs.
 */
final class PatientId {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private PatientId() {}

  /**
   * The last segment of the path, in lower case, if it is a canonical UUID (36 characters, in any
   * case).
   */
  static Optional<String> lastSegmentOf(URI uri) {
    String path = uri.getRawPath();
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String segment = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    return Optional.of(segment)
        .filter(text -> CANONICAL.matcher(text).matches())
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  /**
   * The same for a request whose URI is built from what the client sent.
   *
   * @throws ProblemException 400 when that is no URI, for example by a raw {@code |} in the query
   */
  static Optional<String> lastSegmentOf(Supplier<URI> uri) {
    URI built;
    try {
      built = uri.get();
    } catch (IllegalArgumentException e) {
      // The exception quotes the URI, so it is not kept as the cause.
      throw ProblemException.badRequest("The URL is malformed.");
    }
    return lastSegmentOf(built);
  }
}
