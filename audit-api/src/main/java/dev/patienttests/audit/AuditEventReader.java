package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.audit.AuditEvent.Action;
import dev.patienttests.audit.AuditEvent.Correlation;
import dev.patienttests.audit.AuditEvent.Kind;
import dev.patienttests.audit.AuditEvent.Outcome;
import dev.patienttests.audit.AuditEvent.Query;
import dev.patienttests.audit.AuditEvent.Requester;
import dev.patienttests.audit.AuditEvent.Resource;
import dev.patienttests.http.JsonFields;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.Timestamps;
import dev.patienttests.http.TraceContext;
import dev.patienttests.ids.Uuids;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads an {@link AuditEvent} from the body of a request and collects every mistake in it. */
final class AuditEventReader {
  private static final Set<String> EVENT =
      Set.of(
          "eventId",
          "occurredAt",
          "sourceSystemName",
          "resource",
          "patientId",
          "kind",
          "action",
          "attemptId",
          "outcome",
          "query",
          "requester",
          "correlation");

  private static final Set<String> MEMBERS =
      Stream.concat(EVENT.stream(), AuditRecord.SERVER_SET.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final String NO_UUID = "must be a UUID of 36 characters";
  private static final Predicate<String> IS_NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*").asMatchPredicate();
  private static final String NO_NAME = "must be letters and digits, a letter first";
  private static final Predicate<String> IS_HASH =
      Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

  private static final int UUID_LENGTH = 36;
  private static final int HASH_LENGTH = 64;
  private static final int NAME_LENGTH = 64;
  private static final int ID_LENGTH = 128;
  private static final int TEXT_LENGTH = 256;
  private static final int MOST_IDS = 100;
  private static final int MOST_FIELDS = 16;

  private AuditEventReader() {}

  /**
   * The event in a body.
   *
   * @throws ProblemException 400 that names every bad member
   */
  static AuditEvent read(ObjectNode body) {
    JsonFields fields = JsonFields.of(body);
    for (String name : AuditRecord.SERVER_SET) {
      if (body.has(name)) {
        fields.error(name, "is set by the server");
      }
    }
    fields.refuseOthersThan(MEMBERS);
    AuditEvent event =
        new AuditEvent(
            requiredUuid(fields, "eventId"),
            occurredAt(fields),
            fields.requiredText("sourceSystemName", NAME_LENGTH),
            resource(fields.requiredObject("resource")),
            uuid(fields, "patientId"),
            choice(fields, "kind", Kind.values(), Kind::text).orElse(Kind.ATTEMPT),
            choice(fields, "action", Action.values(), Action::text),
            uuid(fields, "attemptId"),
            fields.object("outcome").map(AuditEventReader::outcome),
            fields.object("query").map(AuditEventReader::query),
            fields.object("requester").map(AuditEventReader::requester),
            fields.object("correlation").map(AuditEventReader::correlation));
    fields.throwIfInvalid();
    EventRules.check(event, fields);
    fields.throwIfInvalid();
    return event;
  }

  private static Optional<Instant> occurredAt(JsonFields fields) {
    return fields
        .check(
            "occurredAt",
            fields.text("occurredAt", NAME_LENGTH),
            text -> Timestamps.parse(text).isPresent(),
            "must be a point in time as RFC 3339 writes it")
        .flatMap(Timestamps::parse);
  }

  private static Resource resource(JsonFields fields) {
    fields.refuseOthersThan(Set.of("type", "id", "operation"));
    return new Resource(
        name(fields, "type"), fields.text("id", ID_LENGTH), name(fields, "operation"));
  }

  private static Outcome outcome(JsonFields fields) {
    fields.refuseOthersThan(Set.of("code", "patientIds", "testIds"));
    int before = fields.errors();
    Optional<Outcome.Code> code = choice(fields, "code", Outcome.Code.values(), Outcome.Code::text);
    if (code.isEmpty() && fields.errors() == before) {
      fields.error("code", "is required");
    }
    return new Outcome(
        code.orElse(Outcome.Code.FAILED), uuids(fields, "patientIds"), uuids(fields, "testIds"));
  }

  private static Query query(JsonFields fields) {
    fields.refuseOthersThan(Set.of("fields", "hash"));
    int before = fields.errors();
    List<String> names =
        fields.texts("fields", MOST_FIELDS, NAME_LENGTH, IS_NAME, NO_NAME).orElse(List.of());
    if (names.isEmpty() && fields.errors() == before) {
      fields.error("fields", "must name at least one field");
    }
    if (new HashSet<>(names).size() < names.size()) {
      fields.error("fields", "must not name a field twice");
    }
    Optional<String> hash = Optional.of(fields.requiredText("hash", HASH_LENGTH));
    return new Query(
        names,
        fields
            .check("hash", hash, IS_HASH, "must be 64 hexadecimal digits in lower case")
            .orElse(""));
  }

  private static Requester requester(JsonFields fields) {
    fields.refuseOthersThan(
        Set.of(
            "subscriptionId", "subscriptionName", "product", "application", "subject", "address"));
    return new Requester(
        fields.text("subscriptionId", TEXT_LENGTH),
        fields.text("subscriptionName", TEXT_LENGTH),
        fields.text("product", TEXT_LENGTH),
        fields.text("application", TEXT_LENGTH),
        fields.text("subject", TEXT_LENGTH),
        fields.text("address", TEXT_LENGTH));
  }

  private static Correlation correlation(JsonFields fields) {
    fields.refuseOthersThan(Set.of("requestId", "traceparent"));
    return new Correlation(
        fields.text("requestId", TEXT_LENGTH),
        fields.check(
            "traceparent",
            fields.text("traceparent", TEXT_LENGTH),
            text -> TraceContext.parse(text).isPresent(),
            "must be a W3C traceparent"));
  }

  private static String requiredUuid(JsonFields fields, String name) {
    Optional<String> text = Optional.of(fields.requiredText(name, UUID_LENGTH));
    return fields
        .check(name, text, Uuids::isCanonical, NO_UUID)
        .map(AuditEventReader::lower)
        .orElse("");
  }

  private static Optional<String> uuid(JsonFields fields, String name) {
    return fields
        .check(name, fields.text(name, UUID_LENGTH), Uuids::isCanonical, NO_UUID)
        .map(AuditEventReader::lower);
  }

  private static List<String> uuids(JsonFields fields, String name) {
    return fields
        .texts(name, MOST_IDS, UUID_LENGTH, Uuids::isCanonical, NO_UUID)
        .orElse(List.of())
        .stream()
        .map(AuditEventReader::lower)
        .toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String name(JsonFields fields, String name) {
    Optional<String> text = Optional.of(fields.requiredText(name, NAME_LENGTH));
    return fields.check(name, text, IS_NAME, NO_NAME).orElse("");
  }

  /** One of some words, spelled exactly as they are. */
  private static <T> Optional<T> choice(
      JsonFields fields, String name, T[] choices, Function<T, String> text) {
    Optional<String> word = fields.text(name, NAME_LENGTH);
    for (T choice : choices) {
      if (word.filter(text.apply(choice)::equals).isPresent()) {
        return Optional.of(choice);
      }
    }
    if (word.isPresent()) {
      String words = Stream.of(choices).map(text).collect(Collectors.joining(", "));
      fields.error(name, "must be one of " + words);
    }
    return Optional.empty();
  }
}
