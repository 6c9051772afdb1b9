package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.audit.AuditEvent.Correlation;
import dev.patienttests.audit.AuditEvent.Requester;
import dev.patienttests.audit.AuditEvent.Resource;
import dev.patienttests.http.JsonFields;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.TraceContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads an {@link AuditEvent} from the body of a request and collects every mistake in it. */
final class AuditEventReader {
  /** Set by the server, so that nobody can forge them. */
  private static final List<String> SERVER_SET =
      List.of("id", "recordedAt", "createdDate", "agent");

  private static final Set<String> MEMBERS =
      Set.of(
          "eventId",
          "sourceSystemName",
          "resource",
          "patientId",
          "requester",
          "correlation",
          "id",
          "recordedAt",
          "createdDate",
          "agent");

  private static final Predicate<String> UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}").asMatchPredicate();
  private static final Predicate<String> NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*").asMatchPredicate();

  private static final int NAME_LENGTH = 64;
  private static final int ID_LENGTH = 128;
  private static final int TEXT_LENGTH = 256;

  private AuditEventReader() {}

  /**
   * The event in a body.
   *
   * @throws ProblemException 400 that names every bad member
   */
  static AuditEvent read(ObjectNode body) {
    JsonFields fields = JsonFields.of(body);
    SERVER_SET.stream()
        .filter(body::has)
        .forEach(name -> fields.error(name, "is set by the server"));
    fields.refuseOthersThan(MEMBERS);
    AuditEvent event =
        new AuditEvent(
            uuid(fields, "eventId"),
            fields.requiredText("sourceSystemName", NAME_LENGTH),
            resource(fields.requiredObject("resource")),
            uuid(fields, "patientId"),
            fields.object("requester").map(AuditEventReader::requester),
            fields.object("correlation").map(AuditEventReader::correlation));
    fields.throwIfInvalid();
    return event;
  }

  private static Resource resource(JsonFields fields) {
    fields.refuseOthersThan(Set.of("type", "id", "operation"));
    return new Resource(
        name(fields, "type"), fields.requiredText("id", ID_LENGTH), name(fields, "operation"));
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

  private static String uuid(JsonFields fields, String name) {
    Optional<String> text = Optional.of(fields.requiredText(name, TEXT_LENGTH));
    return fields
        .check(name, text, UUID, "must be a UUID of 36 characters")
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private static String name(JsonFields fields, String name) {
    Optional<String> text = Optional.of(fields.requiredText(name, NAME_LENGTH));
    return fields.check(name, text, NAME, "must be letters and digits, a letter first").orElse("");
  }
}
