package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionKeyDefinitionTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "[\"a\"] | [\"a\"]",
        "[ \"quote \\\" and \\u0001\" ] | [\"quote \\\" and \\u0001\"]",
        "[\"\\u00e9\"] | [\"é\"]",
        "[1] | [1.0]",
        "[1.50] | [1.5]",
        "[1e2] | [100.0]",
        "[true] | [true]",
        "[null] | [null]",
        "[{}] | [{}]",
      })
  void oneKeyHasOneText(String header, String canonical) throws JsonProcessingException {
    PartitionKeyDefinition definition = new PartitionKeyDefinition(List.of("/pk"));

    assertThat(definition.ofHeader(header)).isEqualTo(canonical);
    assertThat(Json.MAPPER.readTree(definition.ofHeader(header)))
        .as("is JSON of the same value")
        .isEqualTo(Json.MAPPER.readTree(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {"[\"a\",2] | [\"a\",2.0]", "[null,\"b\"] | [null,\"b\"]"})
  void severalLevelsStandOneAfterTheOther(String header, String canonical) {
    assertThat(new PartitionKeyDefinition(List.of("/a", "/b")).ofHeader(header))
        .isEqualTo(canonical);
  }

  @Test
  void noValuesAreAnEmptyArray() {
    assertThat(PartitionKeyDefinition.canonical(List.of())).isEqualTo("[]");
  }
}
