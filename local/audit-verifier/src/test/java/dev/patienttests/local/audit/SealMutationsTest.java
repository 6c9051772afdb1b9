package dev.patienttests.local.audit;

import static dev.patienttests.local.audit.Mutations.CHAIN;
import static dev.patienttests.local.audit.Mutations.FOREIGN;
import static dev.patienttests.local.audit.Mutations.KEY;
import static dev.patienttests.local.audit.Mutations.VALID;
import static dev.patienttests.local.audit.Mutations.change;
import static dev.patienttests.local.audit.Mutations.cut;
import static dev.patienttests.local.audit.Mutations.mutation;
import static dev.patienttests.local.audit.Mutations.paths;
import static dev.patienttests.local.audit.Mutations.record;
import static dev.patienttests.local.audit.Mutations.rewrite;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Known-bad trails, each made from a good one by one mutation of its seals. Each has to be caught,
 * and the first bad seal or record has to be named.
 */
class SealMutationsTest {

  @TestFactory
  Stream<DynamicTest> aSealThatIsChanged() {
    return IntStream.rangeClosed(1, 3)
        .boxed()
        .flatMap(
            number ->
                paths(VALID.seals.get(number - 1), "").stream()
                    .filter(path -> !path.equals("/seal/sealNumber"))
                    .flatMap(
                        path ->
                            Stream.of(
                                mutation(
                                    "changed " + path,
                                    "seal " + number,
                                    trail -> change(trail.seals.get(number - 1), path)),
                                mutation(
                                    "changed and signed with a foreign key " + path,
                                    "seal " + number,
                                    trail -> {
                                      change(trail.seals.get(number - 1), path);
                                      trail.resign(number, FOREIGN);
                                    }))));
  }

  @TestFactory
  Stream<DynamicTest> sealsThatAreMissingOrOutOfOrder() {
    return Stream.of(
        mutation("dropped first", "seal 1", trail -> trail.seals.remove(0)),
        mutation("dropped middle", "seal 2", trail -> trail.seals.remove(1)),
        mutation("swapped", "seal 2", trail -> Collections.swap(trail.seals, 1, 2)),
        mutation("twice", "seal 2", trail -> trail.seals.add(2, trail.seals.get(1).deepCopy())),
        mutation(
            "renumbered",
            "seal 2",
            trail -> ((ObjectNode) trail.seals.get(1).path("seal")).put("sealNumber", 9)));
  }

  /** The key does not help its holder to take back what was sealed. */
  @TestFactory
  Stream<DynamicTest> aSealThatTheRightKeySignedButThatTakesSomethingBack() {
    return Stream.of(
        mutation("chain shrinks", "seal 3", trail -> shrink(trail, tip -> tip.put("number", 11))),
        mutation("other record", "seal 3", trail -> shrink(trail, tip -> tip.put("number", 12))),
        mutation(
            "chain left out",
            "seal 3",
            trail -> {
              ((ArrayNode) trail.seals.get(2).at("/seal/tips")).remove(1);
              trail.resign(3, KEY);
            }),
        mutation(
            "other seal before",
            "seal 3",
            trail -> {
              ((ObjectNode) trail.seals.get(2).path("seal")).put("previousSeal", "b".repeat(64));
              trail.resign(3, KEY);
            }));
  }

  @TestFactory
  Stream<DynamicTest> whatOnlyASealFromOutsideShows() {
    Seal outside = Seal.read(VALID.seals.get(2).toString());
    return Stream.of(
        mutation(
            "everything rewritten and sealed anew with the right key",
            "seal 3",
            Optional.of(outside),
            trail -> {
              rewrite(trail, 2);
              trail.resealWith(KEY);
            }),
        mutation(
            "cut off together with its seal",
            record(13),
            Optional.of(outside),
            trail -> {
              trail.seals.remove(2);
              cut(trail.records.get(CHAIN), 12);
            }),
        mutation(
            "all seals but the first dropped",
            "seal 2",
            Optional.of(outside),
            trail -> trail.seals.subList(1, 3).clear()));
  }

  private static void shrink(Trail trail, Consumer<ObjectNode> change) {
    change.accept((ObjectNode) trail.seals.get(2).at("/seal/tips/1"));
    trail.resign(3, KEY);
  }
}
