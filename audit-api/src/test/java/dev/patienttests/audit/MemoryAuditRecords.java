package dev.patienttests.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.cosmos.UnknownOutcomeException;
import dev.patienttests.http.UnavailableException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps records in memory, as texts, and refuses as Cosmos DB does: a taken id and, within a chain,
 * a taken event id.
 */
final class MemoryAuditRecords implements AuditRecords {
  private final TreeMap<String, String> documents = new TreeMap<>();
  private final Deque<Ending> endings = new ArrayDeque<>();
  private boolean away;

  /** How a write ends, when not as it should. */
  enum Ending {
    /** Stored, but nobody learns of it. */
    STORED_WITHOUT_ANSWER,
    /** Neither stored nor answered. */
    LOST
  }

  /** The texts by id, in the order of the ids. */
  synchronized Map<String, String> documents() {
    return new TreeMap<>(documents);
  }

  synchronized void goAway() {
    away = true;
  }

  /** The next write ends so. */
  synchronized void endNextWrite(Ending ending) {
    endings.add(ending);
  }

  /** Writes past the chains, as somebody with the account's key could. */
  synchronized void tamper(Consumer<Map<String, String>> change) {
    change.accept(documents);
  }

  @Override
  public synchronized boolean append(AuditRecord record) {
    requireHere();
    Optional<Ending> ending = Optional.ofNullable(endings.poll());
    if (ending.filter(Ending.LOST::equals).isPresent()) {
      throw new UnknownOutcomeException("lost", new IllegalStateException("lost"));
    }
    if (documents.containsKey(record.id()) || find(record.chain(), record.eventId()).isPresent()) {
      return false;
    }
    documents.put(record.id(), record.document().toString());
    if (ending.isPresent()) {
      throw new UnknownOutcomeException("no answer", new IllegalStateException("no answer"));
    }
    return true;
  }

  @Override
  public synchronized Optional<AuditRecord> find(String chain, String eventId) {
    return ofChain(chain).filter(record -> record.eventId().equals(eventId)).findFirst();
  }

  @Override
  public synchronized Optional<AuditRecord> last(String chain) {
    return ofChain(chain).max(Comparator.comparing(AuditRecord::number));
  }

  @Override
  public synchronized List<AuditRecord> ofChain(String chain, long number) {
    return ofChain(chain)
        .filter(record -> record.number() > number)
        .sorted(Comparator.comparing(AuditRecord::number))
        .limit(PAGE + 1)
        .toList();
  }

  @Override
  public synchronized List<AuditRecord> ofPatient(String patientId, Position after, Instant to) {
    return between(after, to)
        .filter(
            record -> {
              JsonNode json = record.document();
              return json.path("patientId").asText().equals(patientId)
                  || texts(json.path("outcome").path("patientIds")).contains(patientId);
            })
        .limit(PAGE + 1)
        .toList();
  }

  @Override
  public synchronized List<AuditRecord> writeAttempts(
      String applicationId, Position after, Instant to) {
    return between(after, to)
        .filter(
            record -> {
              JsonNode json = record.document();
              return json.path("agent").path("applicationId").asText().equals(applicationId)
                  && json.path("kind").asText().equals("attempt")
                  && Set.of("create", "update").contains(json.path("action").asText());
            })
        .limit(ATTEMPTS)
        .toList();
  }

  @Override
  public synchronized Set<String> recorded(Collection<String> eventIds) {
    return read(documents.values())
        .map(AuditRecord::eventId)
        .filter(eventIds::contains)
        .collect(Collectors.toSet());
  }

  private Stream<AuditRecord> between(Position after, Instant to) {
    requireHere();
    Comparator<Position> order = Comparator.comparing(Position::time).thenComparing(Position::id);
    return read(documents.values())
        .filter(record -> order.compare(Position.of(record), after) > 0)
        .filter(record -> Position.of(record).time().isBefore(to))
        .sorted(Comparator.comparing(Position::of, order));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** All records, in the order of their ids. */
  synchronized List<AuditRecord> all() {
    return read(documents.values()).toList();
  }

  private Stream<AuditRecord> ofChain(String chain) {
    requireHere();
    return read(documents.subMap(chain + "-", chain + ".").values());
  }

  private static Stream<AuditRecord> read(Collection<String> texts) {
    return texts.stream().map(Documents::object).map(AuditRecord::stored);
  }

  private void requireHere() {
    if (away) {
      throw new UnavailableException("away");
    }
  }
}
