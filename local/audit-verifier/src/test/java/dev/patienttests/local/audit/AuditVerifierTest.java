package dev.patienttests.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trails that nobody tampered with, and what no verifier can see. */
class AuditVerifierTest {
  private static final KeyPair KEY = Trail.newKey();
  private static final String CHAIN = "07";

  @Test
  void aTrailIsIntactWithItsSealsAndItsUnsealedTailCounted() {
    Trail trail = Trail.valid(KEY);
    Verdict verdict = verify(trail, Optional.empty());
    long all = trail.records.values().stream().mapToLong(List::size).sum();
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Intact(
                all,
                Map.of("03", 18L, "07", 18L, "21", 18L),
                all - 54,
                Optional.of(seal(trail, 3))));
  }

  @Test
  void theOrderOfMembersAndTheWayThatTextIsWrittenDoNotMatter() {
    Trail trail = Trail.valid(KEY);
    Random random = new Random(11);
    for (int i = 0; i < 50; i++) {
      List<String> lines = trail.lines().map(line -> rewritten(line, random)).toList();
      assertThat(verifier(KEY).verify(lines::stream, Optional.empty()))
          .isInstanceOf(Verdict.Intact.class);
    }
  }

  @Test
  void chainsMayStandInAnyOrderAndSealsAnywhere() {
    Trail trail = Trail.valid(KEY);
    List<JsonNode> lines = new ArrayList<>(trail.seals);
    for (int i = 0; i < trail.length("21"); i++) {
      for (String chain : List.of("21", "03", "07")) {
        lines.add(trail.records.get(chain).get(i));
      }
    }
    assertThat(verifier(KEY).verify(() -> texts(lines), Optional.empty()))
        .isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void whatTheStoreAddsIsNoPartOfARecord() {
    Trail trail = Trail.valid(KEY);
    trail.record(CHAIN, 2).put("_rid", "x").put("_etag", "\"1\"").put("_ts", 17);
    assertThat(verify(trail, Optional.empty())).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aSealFromOutsideThatIsTheNextOneIsCheckedLikeTheOthers() {
    Trail trail = Trail.valid(KEY);
    trail.seal();
    Seal newest = seal(trail, 4);
    trail.seals.remove(3);
    assertThat(verify(trail, Optional.of(newest)))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.unsealedRecords()).isZero());
    trail.records.get(CHAIN).remove(trail.length(CHAIN) - 1);
    assertThat(verify(trail, Optional.of(newest)))
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> assertThat(broken.position()).isEqualTo("record " + CHAIN + "-0000000024"));
  }

  @Test
  void sealsOfEachTrustedVersionOfTheKeyCount() {
    KeyPair next = Trail.newKey();
    Trail trail = Trail.valid(KEY);
    trail.resign(3, next);
    assertThat(
            new AuditVerifier(List.of(KEY.getPublic(), next.getPublic()))
                .verify(trail::lines, Optional.empty()))
        .isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void anEmptyTrailIsIntact() {
    assertThat(verifier(KEY).verify(() -> List.of("", " ").stream(), Optional.empty()))
        .isEqualTo(new Verdict.Intact(0, Map.of(), 0, Optional.empty()));
  }

  /** The limit that docs/audit-verification.md names: nothing covers the end of a chain yet. */
  @Test
  void whatNoSealCoversCanVanishFromTheEndOfAChainUnseen() {
    Trail trail = Trail.valid(KEY);
    List<ObjectNode> row = trail.records.get(CHAIN);
    row.subList(trail.sealedUpTo(CHAIN, 3), row.size()).clear();
    assertThat(verify(trail, Optional.of(seal(trail, 3)))).isInstanceOf(Verdict.Intact.class);
  }

  private static Verdict verify(Trail trail, Optional<Seal> outside) {
    return verifier(KEY).verify(trail::lines, outside);
  }

  private static AuditVerifier verifier(KeyPair key) {
    return new AuditVerifier(List.of(key.getPublic()));
  }

  private static Seal seal(Trail trail, int number) {
    return Seal.read(trail.seals.get(number - 1).toString());
  }

  private static java.util.stream.Stream<String> texts(List<JsonNode> lines) {
    return lines.stream().map(JsonNode::toString);
  }

  /** The same JSON, otherwise written: other order, spaces, and escapes that need not be. */
  private static String rewritten(String line, Random random) {
    return write(Json.object(line).orElseThrow(), random);
  }

  private static String write(JsonNode value, Random random) {
    String space = " ".repeat(random.nextInt(3));
    if (value.isObject()) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(value.properties());
      Collections.shuffle(members, random);
      return "{"
          + space
          + String.join(
              " , ",
              members.stream()
                  .map(m -> escaped(m.getKey(), random) + space + ":" + write(m.getValue(), random))
                  .toList())
          + "}";
    }
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      value.forEach(element -> elements.add(write(element, random)));
      return "[" + String.join(space + ",", elements) + "]";
    }
    return value.isTextual() ? escaped(value.textValue(), random) : value.toString();
  }

  private static String escaped(String text, Random random) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ' || random.nextInt(4) == 0) {
        out.append("\\u%04X".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
