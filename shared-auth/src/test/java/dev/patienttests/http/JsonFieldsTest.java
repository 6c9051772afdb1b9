package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
  private static JsonFields fields(String json) {
    ObjectNode node =
        new ApiRequest(Map.of(), Map.of(), Optional.of(json), TraceContext.start()).json();
    return JsonFields.of(node);
  }

  private static List<FieldError> errors(JsonFields fields) {
    try {
      fields.throwIfInvalid();
      return List.of();
    } catch (ProblemException problem) {
      assertThat(problem.status()).isEqualTo(400);
      return problem.errors();
    }
  }

  @Test
  void readsTextsAndObjects() {
    JsonFields fields = fields("{\"a\":\"x\",\"n\":null,\"o\":{\"b\":\"y\"}}");
    assertThat(fields.requiredText("a", 1)).isEqualTo("x");
    assertThat(fields.text("n", 1)).isEmpty();
    assertThat(fields.text("absent", 1)).isEmpty();
    assertThat(fields.requiredObject("o").text("b", 1)).contains("y");
    assertThat(fields.object("absent")).isEmpty();
    assertThat(errors(fields)).isEmpty();
  }

  @Test
  void namesEveryBadFieldAtOnce() {
    JsonFields fields =
        fields("{\"a\":1,\"b\":\" \",\"c\":\"xx\",\"d\":\"\\u0000\",\"o\":{},\"p\":[]}");
    fields.requiredText("a", 1);
    fields.requiredText("b", 1);
    fields.text("c", 1);
    fields.text("d", 9);
    fields.requiredText("e", 1);
    fields.requiredObject("o").requiredText("f", 1);
    fields.requiredObject("p").requiredText("g", 1);
    fields.check("q", Optional.of("v"), value -> false, "must be otherwise");
    assertThat(errors(fields))
        .extracting(FieldError::field)
        .containsExactly("a", "b", "c", "d", "e", "o.f", "p", "q");
  }

  @Test
  void aTextOfSpacesThatDoNotBreakALineIsBlank() {
    JsonFields fields = fields("{\"a\":\"\\u00a0\\u202f\"}");
    fields.text("a", 9);
    assertThat(errors(fields)).extracting(FieldError::field).containsExactly("a");
  }

  @Test
  void countsCodePointsNotChars() {
    assertThat(fields("{\"a\":\"\uD83D\uDE00\"}").text("a", 1)).isPresent();
  }

  @Test
  void refusesUnknownMembersAndQuotesOnlyHarmlessNames() {
    JsonFields fields = fields("{\"known\":1,\"other\":1,\"<script>\":1}");
    fields.refuseOthersThan(Set.of("known"));
    assertThat(errors(fields)).extracting(FieldError::field).containsExactly("other", "(a member)");
  }

  @Test
  void neverQuotesAValue() {
    JsonFields fields = fields("{\"a\":\"canary canary\"}");
    fields.text("a", 3);
    assertThat(errors(fields)).hasSize(1).noneMatch(e -> e.message().contains("canary"));
    assertThatThrownBy(fields::throwIfInvalid).hasMessageNotContaining("canary");
  }

  @Test
  void readsTheObjectsOfAnArrayAndNamesTheirFieldsByIndex() {
    JsonFields fields = fields("{\"a\":[{\"b\":\"x\"},1,{}],\"e\":[],\"o\":{},\"l\":[{},{}]}");
    List<JsonFields> objects = fields.requiredObjects("a", 3);
    objects.forEach(object -> object.requiredText("b", 1));
    assertThat(objects).hasSize(2);
    assertThat(fields.requiredObjects("e", 3)).isEmpty();
    assertThat(fields.requiredObjects("o", 3)).isEmpty();
    assertThat(fields.requiredObjects("l", 1)).isEmpty();
    assertThat(fields.requiredObjects("absent", 1)).isEmpty();
    assertThat(errors(fields))
        .extracting(FieldError::field)
        .containsExactly("a[1]", "a[2].b", "e", "o", "l", "absent");
  }

  @Test
  void readsTheTextsOfAnArray() {
    JsonFields fields = fields("{\"a\":[\"x\",\"y\"],\"e\":[],\"n\":null}");
    assertThat(texts(fields, "a")).contains(List.of("x", "y"));
    assertThat(texts(fields, "e")).contains(List.of());
    assertThat(texts(fields, "n")).isEmpty();
    assertThat(texts(fields, "absent")).isEmpty();
    assertThat(errors(fields)).isEmpty();
  }

  @Test
  void namesEachBadTextOfAnArrayByItsIndex() {
    JsonFields fields =
        fields(
            "{\"a\":[\"x\",1,\"long\",\"!\"],\"b\":\"x\",\"c\":[\"x\",\"x\",\"x\",\"x\",\"x\"]}");
    assertThat(texts(fields, "a")).isEmpty();
    assertThat(texts(fields, "b")).isEmpty();
    assertThat(texts(fields, "c")).isEmpty();
    assertThat(errors(fields))
        .extracting(FieldError::field)
        .containsExactly("a[1]", "a[2]", "a[3]", "b", "c");
  }

  private static Optional<List<String>> texts(JsonFields fields, String name) {
    return fields.texts(name, 4, 2, text -> !text.equals("!"), "must not be that");
  }
}
