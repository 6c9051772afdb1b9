package dev.patienttests.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.UnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container in memory. It understands the queries of this app: conditions joined by AND, compared
 * as texts, and an order by paths.
 */
final class MemoryDocuments<T> implements Documents<T> {
  private static final Pattern QUERY =
      Pattern.compile("SELECT TOP (\\d+) \\* FROM c WHERE (.+) ORDER BY (.+)");
  private static final Pattern CONDITION = Pattern.compile("(c\\S+) (=|>|<=|>=) (@\\w+)");

  /** How a write ends. */
  enum Write {
    DONE,
    DONE_BUT_UNKNOWN,
    NOT_DONE_AND_UNKNOWN
  }

  /** All documents, as they are stored. */
  final Map<DocumentKey, ObjectNode> documents = new LinkedHashMap<>();

  /** All queries. */
  final List<StoreQuery> queries = new ArrayList<>();

  boolean away;
  Write writes = Write.DONE;

  /** Runs once, right before the next write. */
  Runnable beforeWrite = () -> {};

  private final DocumentFormat<T> format;
  private final List<String> log;
  private int version;

  MemoryDocuments(DocumentFormat<T> format, List<String> log) {
    this.format = format;
    this.log = log;
  }

  @Override
  public Creation<T> create(Draft<T> draft, Attempt attempt) {
    DocumentKey key = format.key(draft.value());
    log.add("create " + key.id());
    beginWrite(attempt);
    ObjectNode earlier = documents.get(key);
    if (earlier != null) {
      return new Creation.Taken<>(stored(earlier));
    }
    return new Creation.Created<>(write(key, draft));
  }

  @Override
  public Optional<Stored<T>> find(DocumentKey key) {
    log.add("find " + key.id());
    failIfAway();
    return Optional.ofNullable(documents.get(key)).map(this::stored);
  }

  @Override
  public Optional<Stored<T>> replace(Draft<T> draft, String etag, Attempt attempt) {
    DocumentKey key = format.key(draft.value());
    log.add("replace " + key.id());
    beginWrite(attempt);
    ObjectNode current = documents.get(key);
    if (current == null || !current.path("_etag").asText().equals(etag)) {
      return Optional.empty();
    }
    return Optional.of(write(key, draft));
  }

  @Override
  public List<Stored<T>> query(StoreQuery query) {
    log.add("query");
    queries.add(query);
    failIfAway();
    Matcher parts = QUERY.matcher(query.text());
    if (!parts.matches()) {
      throw new IllegalArgumentException(query.text());
    }
    Comparator<JsonNode> order = Comparator.comparing(JsonNode::isNull);
    for (String path : parts.group(3).split(", ", -1)) {
      order = order.thenComparing(document -> at(document, path).orElseThrow());
    }
    return documents.entrySet().stream()
        .filter(each -> query.partition().map(each.getKey().partition()::equals).orElse(true))
        .map(Map.Entry::getValue)
        .filter(document -> matches(document, parts.group(2), query.parameters()))
        .sorted(order)
        .limit(Integer.parseInt(parts.group(1)))
        .map(this::stored)
        .toList();
  }

  private static boolean matches(
      JsonNode document, String conditions, Map<String, String> parameters) {
    for (String condition : conditions.split(" AND ", -1)) {
      Matcher parts = CONDITION.matcher(condition);
      if (!parts.matches()) {
        throw new IllegalArgumentException(condition);
      }
      Optional<String> value = at(document, parts.group(1));
      String parameter = parameters.get(parts.group(3));
      if (value.isEmpty() || !holds(value.get().compareTo(parameter), parts.group(2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(int compared, String operator) {
    return switch (operator) {
      case "=" -> compared == 0;
      case ">" -> compared > 0;
      case "<=" -> compared <= 0;
      default -> compared >= 0;
    };
  }

  private static Optional<String> at(JsonNode document, String path) {
    String dotted = path.replaceAll("\\[\"(\\w+)\"]", ".$1");
    JsonNode node = document;
    for (String name : dotted.substring("c.".length()).split("\\.", -1)) {
      node = node.path(name);
    }
    return Optional.ofNullable(node.textValue());
  }

  private void beginWrite(Attempt attempt) {
    failIfAway();
    attempt.requireFresh();
    Runnable before = beforeWrite;
    beforeWrite = () -> {};
    before.run();
  }

  private Stored<T> write(DocumentKey key, Draft<T> draft) {
    ObjectNode document = format.write(draft.value());
    draft.proof().writeTo(document);
    document.put("_etag", "\"v" + ++version + "\"");
    if (writes != Write.NOT_DONE_AND_UNKNOWN) {
      documents.put(key, document);
    }
    if (writes != Write.DONE) {
      throw new UnknownWriteException(key.id(), new IllegalStateException("no answer"));
    }
    return stored(document);
  }

  private Stored<T> stored(ObjectNode document) {
    return new Stored<>(
        format.read(document), document.path("_etag").asText(), WriteProof.readFrom(document));
  }

  private void failIfAway() {
    if (away) {
      throw new UnavailableException("The store is away.");
    }
  }
}
