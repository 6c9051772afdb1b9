package dev.patienttests.local.audit;

import static dev.patienttests.local.audit.Mutations.CHAIN;
import static dev.patienttests.local.audit.Mutations.FOREIGN;
import static dev.patienttests.local.audit.Mutations.VALID;
import static dev.patienttests.local.audit.Mutations.change;
import static dev.patienttests.local.audit.Mutations.cut;
import static dev.patienttests.local.audit.Mutations.mutation;
import static dev.patienttests.local.audit.Mutations.paths;
import static dev.patienttests.local.audit.Mutations.record;
import static dev.patienttests.local.audit.Mutations.remove;
import static dev.patienttests.local.audit.Mutations.rewrite;
import static dev.patienttests.local.audit.Mutations.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Known-bad trails, each made from a good one by one mutation of its records. Each has to be
 * caught, and the first bad record has to be named.
 */
class RecordMutationsTest {
  /** In the middle of what the second seal covers. */
  private static final int MIDDLE = 9;

  /** Records of every kind; the seals end at 6, 12 and 18. */
  private static final List<Integer> EVERY_KIND = List.of(1, 2, 3, 4, 5, 6, 8, 12, 17, 18, 20);

  @TestFactory
  Stream<DynamicTest> aChangedMember() {
    return EVERY_KIND.stream()
        .flatMap(
            number ->
                paths(VALID.record(CHAIN, number), "").stream()
                    .filter(path -> !path.equals("/id"))
                    .flatMap(
                        path ->
                            Stream.of(
                                mutation(
                                    "changed " + path,
                                    record(number),
                                    trail -> change(trail.record(CHAIN, number), path)),
                                mutation(
                                    "removed " + path,
                                    record(number),
                                    trail -> remove(trail.record(CHAIN, number), path))))
                    .filter(test -> !test.getDisplayName().startsWith("removed /createdDate")));
  }

  @TestFactory
  Stream<DynamicTest> anAddedOrRenamedMember() {
    return Stream.of(
        mutation("added", record(MIDDLE), trail -> trail.record(CHAIN, MIDDLE).put("note", "x")),
        mutation(
            "added inside",
            record(MIDDLE),
            trail -> ((ObjectNode) trail.record(CHAIN, MIDDLE).path("agent")).put("note", "x")),
        mutation(
            "another id",
            "record 07-0000000099",
            trail -> trail.record(CHAIN, MIDDLE).put("id", "07-0000000099")),
        mutation("no id", "line 33", trail -> trail.record(CHAIN, MIDDLE).remove("id")),
        mutation(
            "text for a number",
            record(MIDDLE),
            trail -> trail.record(CHAIN, MIDDLE).put("number", "9")));
  }

  @TestFactory
  Stream<DynamicTest> aRecordThatIsMissing() {
    return IntStream.rangeClosed(1, 18)
        .mapToObj(
            number ->
                mutation(
                    "dropped " + number,
                    record(number),
                    trail -> trail.records.get(CHAIN).remove(number - 1)));
  }

  @TestFactory
  Stream<DynamicTest> aChainThatIsCutOff() {
    return Stream.concat(
        IntStream.range(0, 18)
            .mapToObj(
                length ->
                    mutation(
                        "cut after " + length,
                        record(length + 1),
                        trail -> cut(trail.records.get(CHAIN), length))),
        Stream.of(mutation("whole chain", record(1), trail -> trail.records.remove(CHAIN))));
  }

  @TestFactory
  Stream<DynamicTest> recordsThatAreSwapped() {
    return IntStream.range(1, 18)
        .boxed()
        .flatMap(
            number ->
                Stream.of(
                    mutation(
                        "lines of " + number,
                        record(number),
                        trail -> Collections.swap(trail.records.get(CHAIN), number - 1, number)),
                    mutation(
                        "places of " + number,
                        record(number),
                        trail -> swapPlaces(trail, number))));
  }

  @TestFactory
  Stream<DynamicTest> aRecordThatIsThereTwice() {
    return IntStream.rangeClosed(1, 24)
        .boxed()
        .flatMap(
            number ->
                Stream.of(
                    mutation(
                        "twice " + number,
                        record(number),
                        trail -> add(trail, number, trail.record(CHAIN, number).deepCopy())),
                    mutation(
                        "again at the end " + number,
                        record(number),
                        trail ->
                            trail.records.get(CHAIN).add(trail.record(CHAIN, number).deepCopy())),
                    mutation("fork at " + number, record(number), trail -> fork(trail, number))));
  }

  @TestFactory
  Stream<DynamicTest> anEventThatIsRecordedTwice() {
    return Stream.of(
        mutation(
            "appended with right links",
            record(25),
            trail -> {
              ObjectNode again = trail.record(CHAIN, 3).deepCopy();
              again.put("id", "07-0000000025").put("number", 25);
              again.put("previousHash", Trail.hash(trail.record(CHAIN, 24)));
              trail.records.get(CHAIN).add(again);
            }),
        mutation(
            "in a chain that is not its own",
            "record 21-0000000025",
            trail -> {
              ObjectNode again = trail.record(CHAIN, 3).deepCopy();
              again.put("id", "21-0000000025").put("number", 25).put("chain", "21");
              again.put("previousHash", Trail.hash(trail.record("21", 24)));
              trail.records.get("21").add(again);
            }));
  }

  @TestFactory
  Stream<DynamicTest> aChainThatIsRewrittenWithRightLinks() {
    // All that can be known: the first sealed record that is another now.
    return Stream.of(1, 5, 6, 7, 12, 13, 18)
        .flatMap(
            number ->
                Stream.of(
                    mutation(
                        "seals kept, from " + number,
                        record((number + 5) / 6 * 6),
                        trail -> rewrite(trail, number)),
                    mutation(
                        "sealed with a foreign key, from " + number,
                        "seal 1",
                        trail -> {
                          rewrite(trail, number);
                          trail.resealWith(FOREIGN);
                        })));
  }

  @TestFactory
  Stream<DynamicTest> linesThatAreNeitherRecordNorSeal() {
    return Stream.of("{", "[]", "{\"a\": 1}", "{\"id\": \"07-0000000001\", \"id\": \"x\"}", "{} {}")
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line,
                    () ->
                        assertThat(
                                verifier()
                                    .verify(
                                        () ->
                                            Stream.concat(VALID.lines().limit(2), Stream.of(line)),
                                        Optional.empty()))
                            .isInstanceOfSatisfying(
                                Verdict.Broken.class,
                                broken -> assertThat(broken.position()).isEqualTo("line 3"))));
  }

  private static void add(Trail trail, int after, ObjectNode record) {
    trail.records.get(CHAIN).add(after, record);
  }

  private static void fork(Trail trail, int number) {
    ObjectNode other = trail.record(CHAIN, number).deepCopy();
    other.put("eventId", trail.unusedEventId(CHAIN)).put("kind", "attempt");
    other.remove(List.of("attemptId", "outcome"));
    add(trail, number, other);
  }

  private static void swapPlaces(Trail trail, int number) {
    ObjectNode one = trail.record(CHAIN, number);
    ObjectNode two = trail.record(CHAIN, number + 1);
    JsonNode id = one.get("id");
    JsonNode place = one.get("number");
    one.<ObjectNode>set("id", two.get("id")).set("number", two.get("number"));
    two.<ObjectNode>set("id", id).set("number", place);
    Collections.swap(trail.records.get(CHAIN), number - 1, number);
  }
}
