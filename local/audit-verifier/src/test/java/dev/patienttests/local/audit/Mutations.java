package dev.patienttests.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What the corpus of known-bad trails is made with: one good trail, and tests that spoil a copy.
 */
final class Mutations {
  static final KeyPair KEY = Trail.newKey();
  static final KeyPair FOREIGN = Trail.newKey();
  static final Trail VALID = Trail.valid(KEY);
  static final String CHAIN = "07";

  private Mutations() {}

  static DynamicTest mutation(String name, String position, Consumer<Trail> tampering) {
    return mutation(name, position, Optional.empty(), tampering);
  }

  static DynamicTest mutation(
      String name, String position, Optional<Seal> outside, Consumer<Trail> tampering) {
    return DynamicTest.dynamicTest(
        name + " of " + position,
        () -> {
          Trail trail = VALID.copy();
          tampering.accept(trail);
          assertThat(verifier().verify(trail::lines, outside))
              .isInstanceOfSatisfying(
                  Verdict.Broken.class,
                  broken -> assertThat(broken.position()).isEqualTo(position));
        });
  }

  static AuditVerifier verifier() {
    return new AuditVerifier(List.of(KEY.getPublic()));
  }

  static String record(int number) {
    return "record %s-%010d".formatted(CHAIN, number);
  }

  /** Pointers to all values that are no objects. */
  static List<String> paths(JsonNode node, String here) {
    List<String> paths = new ArrayList<>();
    if (node.isObject()) {
      node.properties().forEach(m -> paths.addAll(paths(m.getValue(), here + "/" + m.getKey())));
    } else if (node.isArray()) {
      IntStream.range(0, node.size())
          .forEach(i -> paths.addAll(paths(node.get(i), here + "/" + i)));
    } else {
      paths.add(here);
    }
    return paths;
  }

  static void change(ObjectNode root, String path) {
    JsonNode old = root.at(path);
    JsonNode changed =
        old.isTextual()
            ? root.textNode(otherText(old.textValue()))
            : root.numberNode(old.asInt() + 1);
    set(root, path, changed);
  }

  /** The last digit or letter is another one, so that the text still looks like one of its kind. */
  private static String otherText(String text) {
    int at = text.length() - (text.endsWith("Z") ? 2 : 1);
    char other = text.charAt(at) == '1' ? '2' : '1';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static void set(ObjectNode root, String path, JsonNode value) {
    int cut = path.lastIndexOf('/');
    JsonNode parent = root.at(path.substring(0, cut));
    if (parent instanceof ObjectNode object) {
      object.set(path.substring(cut + 1), value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(path.substring(cut + 1)), value);
    }
  }

  static void remove(ObjectNode root, String path) {
    int cut = path.lastIndexOf('/');
    JsonNode parent = root.at(path.substring(0, cut));
    if (parent instanceof ObjectNode object) {
      object.remove(path.substring(cut + 1));
    } else {
      ((ArrayNode) parent).remove(Integer.parseInt(path.substring(cut + 1)));
    }
  }

  static void cut(List<ObjectNode> row, int length) {
    row.subList(length, row.size()).clear();
  }

  static void rewrite(Trail trail, int number) {
    trail.record(CHAIN, number).put("sourceSystemName", "Another");
    trail.relink(CHAIN, number + 1);
  }
}
