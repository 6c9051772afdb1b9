package dev.patienttests.local.stack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.stack.contract.OpenApiDocument.Operation;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The statuses that a document names for each operation, held against those that are answered. */
final class StatusTests {
  private StatusTests() {}

  /**
   * A test for each operation: every status that is answered is documented, and every documented
   * one is answered.
   *
   * @param notProvoked statuses that may be documented all the same
   * @param answered makes calls of every kind and gives the statuses of their answers
   */
  static Stream<DynamicTest> of(
      OpenApiDocument document,
      Set<String> notProvoked,
      Function<Operation, Set<String>> answered) {
    return document.operations().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.id(),
                    () -> check(operation, notProvoked, answered.apply(operation))));
  }

  private static void check(Operation operation, Set<String> notProvoked, Set<String> answered) {
    Set<String> documented = new TreeSet<>();
    operation.node().path("responses").fieldNames().forEachRemaining(documented::add);
    assertThat(documented).containsAll(answered);
    documented.removeAll(notProvoked);
    assertThat(answered).containsAll(documented);
  }
}
