package dev.patienttests.patient;

import dev.patienttests.http.ProblemException;
import dev.patienttests.ids.Uuids;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ids in a request's path.
 *
 * <p>They are read from the URI and not by {@code @BindingName}: the host keeps route values, query
 * parameters and body members in one table that ignores case, so that a client who adds {@code
 * ?PatientID=x} would make the binding fail, a 500 before any of this code runs.
 */
final class RoutePath {
  private final Supplier<URI> uri;

  private RoutePath(Supplier<URI> uri) {
    this.uri = uri;
  }

  /** The path of a request whose URI is built from what the client sent when it is asked for. */
  static RoutePath of(Supplier<URI> uri) {
    return new RoutePath(uri);
  }

  /**
   * The id in one segment of the path, if it is a canonical UUID. One slash at the end of the path
   * does not count, as it does not for the host.
   *
   * @param fromEnd 0 for the last segment
   * @throws ProblemException 400 when what the client sent makes no URI, for example by a raw
   *     {@code |} in the query
   */
  Optional<String> id(int fromEnd) {
    List<String> segments = List.of(path().split("/"));
    int index = segments.size() - 1 - fromEnd;
    return index < 0 ? Optional.empty() : Uuids.canonical(segments.get(index));
  }

  private String path() {
    try {
      String path = uri.get().getRawPath();
      return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    } catch (IllegalArgumentException e) {
      // The exception quotes the URI, so it is not kept as the cause.
      throw ProblemException.badRequest("The URL is malformed.");
    }
  }
}
