package dev.patienttests.local.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A trail that a test writes, and may then tamper with. It has a writer of its own: sorted members
 * by Jackson, not the canonical form under test.
 */
final class Trail {
  static final Set<String> CHAINS = Set.of("03", "07", "21");

  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final Instant START = Instant.parse("2026-03-01T08:00:00.000Z");

  private final Random random;
  private final KeyPair key;
  final Map<String, List<ObjectNode>> records = new TreeMap<>();
  final List<ObjectNode> seals = new ArrayList<>();

  private Trail(long seed, KeyPair key) {
    this.random = new Random(seed);
    this.key = key;
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Three chains with all kinds of records, three seals, and a tail that none of them covers. */
  static Trail valid(KeyPair key) {
    Trail trail = new Trail(7, key);
    for (int round = 0; round < 4; round++) {
      for (String chain : CHAINS.stream().sorted().toList()) {
        trail.appendOneOfEachKind(chain);
      }
      if (round < 3) {
        trail.seal();
      }
    }
    return trail;
  }

  /** One like this that can be tampered with. */
  Trail copy() {
    Trail copy = new Trail(8, key);
    records.forEach((chain, row) -> copy.records.put(chain, copies(row)));
    copy.seals.addAll(copies(seals));
    return copy;
  }

  private static List<ObjectNode> copies(List<ObjectNode> row) {
    return new ArrayList<>(row.stream().map(ObjectNode::deepCopy).toList());
  }

  Stream<String> lines() {
    List<JsonNode> all = new ArrayList<>();
    records.values().forEach(all::addAll);
    all.addAll(seals);
    return all.stream().map(JsonNode::toString);
  }

  int length(String chain) {
    return records.get(chain).size();
  }

  /** Number of the last record of a chain that a seal covers. */
  int sealedUpTo(String chain, int seal) {
    for (JsonNode tip : seals.get(seal - 1).at("/seal/tips")) {
      if (tip.path("chain").asText().equals(chain)) {
        return tip.path("number").asInt();
      }
    }
    throw new IllegalStateException("no such tip");
  }

  ObjectNode record(String chain, int number) {
    return records.get(chain).get(number - 1);
  }

  /** Makes the links right again from a number on, as somebody with access to the store could. */
  void relink(String chain, int from) {
    List<ObjectNode> row = records.get(chain);
    for (int i = from - 1; i < row.size(); i++) {
      row.get(i).put("previousHash", i == 0 ? "0".repeat(64) : hash(row.get(i - 1)));
    }
  }

  /** Makes all seals anew for what the chains hold now, with another key. */
  void resealWith(KeyPair other) {
    String before = "0".repeat(64);
    for (ObjectNode line : seals) {
      ObjectNode content = (ObjectNode) line.path("seal");
      content.put("previousSeal", before);
      content
          .path("tips")
          .forEach(
              tip ->
                  ((ObjectNode) tip)
                      .put(
                          "hash",
                          hash(record(tip.path("chain").asText(), tip.path("number").asInt()))));
      line.put("signature", sign(content, other));
      before = sha256(canonical(content));
    }
  }

  /** Signs a seal again after its content was changed. */
  void resign(int seal, KeyPair signer) {
    ObjectNode line = seals.get(seal - 1);
    line.put("signature", sign((ObjectNode) line.path("seal"), signer));
  }

  void seal() {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("sealNumber", seals.size() + 1);
    content.put("sealedAt", START.plusSeconds(300L * seals.size()).toString());
    content.put(
        "previousSeal",
        seals.isEmpty()
            ? "0".repeat(64)
            : sha256(canonical(seals.get(seals.size() - 1).path("seal"))));
    ArrayNode tips = content.putArray("tips");
    records.forEach(
        (chain, row) ->
            tips.addObject()
                .put("chain", chain)
                .put("number", row.size())
                .put("hash", hash(row.get(row.size() - 1))));
    content.put("keyId", "https://vault.example/keys/audit-seal/1");
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("seal", content);
    line.put("signature", sign(content, key));
    seals.add(line);
  }

  private void appendOneOfEachKind(String chain) {
    String patient = uuid();
    ObjectNode attempt = event("attempt", eventIdIn(chain), "UpdatePatient", "update");
    attempt.put("patientId", patient).put("occurredAt", START.toString());
    append(attempt);
    ObjectNode search = event("attempt", eventIdIn(chain), "SearchPatient", "search");
    search.putObject("query").put("hash", "a".repeat(64)).putArray("fields").add("lastName");
    append(search);
    append(event("denied", eventIdIn(chain), "LoadPatient", "read").put("patientId", patient));
    for (String kind : List.of("outcome", "replayed", "unresolved")) {
      String attemptId = attemptThatClosesIn(chain);
      ObjectNode closing = event(kind, Hashes.closingEventOf(attemptId), "CreateTest", "create");
      closing.put("attemptId", attemptId);
      if (kind.equals("outcome")) {
        ObjectNode outcome = closing.putObject("outcome").put("code", "success");
        outcome.putArray("patientIds").add(patient);
        outcome.putArray("testIds").add(uuid()).add(uuid());
      }
      append(closing);
    }
  }

  private ObjectNode event(String kind, String eventId, String operation, String action) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("schemaVersion", 1).put("eventId", eventId);
    record.put("sourceSystemName", "PatientTests").put("kind", kind).put("action", action);
    record.putObject("resource").put("type", "Patient").put("operation", operation);
    record.putObject("agent").put("applicationId", uuid()).put("objectId", uuid());
    record
        .putObject("requester")
        .put("subscriptionId", "clinic-demo")
        .put("subscriptionName", "Klinik Zürich 😀 \"A\"")
        .put("address", "203.0.113.7");
    record.putObject("correlation").put("requestId", uuid());
    return record;
  }

  private void append(ObjectNode record) {
    String chain = Hashes.chainOf(record.path("eventId").asText());
    List<ObjectNode> row = records.computeIfAbsent(chain, unused -> new ArrayList<>());
    int number = row.size() + 1;
    String recordedAt = "2026-03-01T09:%02d:%02d.123Z".formatted(number / 60, number % 60);
    record.put("id", "%s-%010d".formatted(chain, number));
    record.put("chain", chain).put("number", number);
    record.put("previousHash", number == 1 ? "0".repeat(64) : hash(row.get(number - 2)));
    record.put("recordedAt", recordedAt).put("createdDate", recordedAt);
    row.add(record);
  }

  private String attemptThatClosesIn(String chain) {
    return Stream.generate(this::uuid)
        .filter(id -> Hashes.chainOf(Hashes.closingEventOf(id)).equals(chain))
        .findFirst()
        .orElseThrow();
  }

  private String eventIdIn(String chain) {
    return Stream.generate(this::uuid)
        .filter(id -> Hashes.chainOf(id).equals(chain))
        .findFirst()
        .orElseThrow();
  }

  /** An event id that belongs to a chain, and is none of its records'. */
  String unusedEventId(String chain) {
    return eventIdIn(chain);
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  static String hash(ObjectNode record) {
    return sha256(canonical(record.deepCopy().without("createdDate")));
  }

  private static byte[] canonical(JsonNode json) {
    try {
      Object plain = SORTED.treeToValue(json, Object.class);
      return SORTED.writeValueAsString(plain).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sign(ObjectNode content, KeyPair signer) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(signer.getPrivate());
      signature.update(canonical(content));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
