package dev.patienttests.audit;

import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.FieldError;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.Timestamps;
import dev.patienttests.ids.Uuids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads queries from the parameters of a request and collects every mistake in them. */
final class AuditQueryReader {
  /** Parameters that the Functions host takes for itself. */
  private static final Set<String> OF_THE_HOST = Set.of("code", "clientId");

  private static final Pattern QUOTABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final String NO_TIME = "must be a point in time as RFC 3339 writes it";

  private final Map<String, String> query;
  private final List<FieldError> errors = new ArrayList<>();

  private AuditQueryReader(ApiRequest request, Set<String> known) {
    this.query = request.query();
    query.keySet().stream()
        .filter(name -> !known.contains(name) && !OF_THE_HOST.contains(name))
        .sorted()
        .map(name -> QUOTABLE.matcher(name).matches() ? name : "(a parameter)")
        .forEach(name -> error(name, "is not known here"));
  }

  /**
   * What an auditor asks for.
   *
   * @throws ProblemException 400 that names every bad parameter
   */
  static AuditQuery read(ApiRequest request) {
    AuditQueryReader reader =
        new AuditQueryReader(request, Set.of("patientId", "from", "to", "chain"));
    Optional<String> token = request.header(Continuation.HEADER);
    return reader.query.containsKey("chain") ? reader.ofChain(token) : reader.ofPatient(token);
  }

  /**
   * The time from which a caller asks for its open attempts.
   *
   * @throws ProblemException 400 that names every bad parameter
   */
  static Instant from(ApiRequest request) {
    AuditQueryReader reader = new AuditQueryReader(request, Set.of("from"));
    Optional<Instant> from = reader.parse("from", Timestamps::parse, NO_TIME);
    reader.require("from", from);
    return reader.valid(from);
  }

  private AuditQuery ofChain(Optional<String> token) {
    for (String other : List.of("patientId", "from", "to")) {
      if (query.containsKey(other)) {
        error(other, "does not go with chain");
      }
    }
    Optional<String> chain =
        parse("chain", named -> matching(Chains.NAME, named), "must be 00 to 63");
    long after = continued(token, Continuation::number).orElse(0L);
    return new AuditQuery.OfChain(valid(chain), after);
  }

  private AuditQuery ofPatient(Optional<String> token) {
    Optional<String> patient =
        parse("patientId", Uuids::canonical, "must be a UUID of 36 characters");
    require("patientId", patient);
    Instant from = parse("from", Timestamps::parse, NO_TIME).orElse(Timestamps.EARLIEST);
    Instant to = parse("to", Timestamps::parse, NO_TIME).orElse(Timestamps.LATEST);
    if (errors.isEmpty() && !from.isBefore(to)) {
      error("to", "must be after from");
    }
    Position after = continued(token, Continuation::position).orElse(Position.before(from));
    return new AuditQuery.OfPatient(valid(patient), after, to);
  }

  private static Optional<String> matching(Pattern pattern, String text) {
    return Optional.of(text).filter(pattern.asMatchPredicate());
  }

  private <T> Optional<T> parse(String name, Function<String, Optional<T>> parser, String message) {
    Optional<String> text = Optional.ofNullable(query.get(name));
    Optional<T> value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      error(name, message);
    }
    return value;
  }

  private <T> Optional<T> continued(Optional<String> token, Function<String, Optional<T>> parser) {
    Optional<T> place = token.flatMap(parser);
    if (token.isPresent() && place.isEmpty()) {
      error(Continuation.HEADER, "is not one that this query was answered with");
    }
    return place;
  }

  private void require(String name, Optional<?> value) {
    if (value.isEmpty() && !query.containsKey(name)) {
      error(name, "is required");
    }
  }

  private void error(String name, String message) {
    errors.add(new FieldError(name, message));
  }

  private <T> T valid(Optional<T> value) {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return value.orElseThrow();
  }
}
