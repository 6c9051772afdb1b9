package dev.patienttests.local.cosmos.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.local.cosmos.CosmosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DOCUMENT =
      "{'id':'a','n':5,'name':'Müller','ok':true,'none':null,'tags':['x',{'k':1,'l':2}],"
          + "'in':{'city':'Bern'}}";

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  private static Query query(String sql) throws JsonProcessingException {
    return Query.parse(sql, json("[{'name':'@n','value':5}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.n = @n",
        "c.n = 5.0 AND c['name'] = 'Müller'",
        "c[\"in\"].city = \"Bern\"",
        "c.n BETWEEN 5 AND 6",
        "c.n NOT BETWEEN 6 AND 7",
        "c.id IN ('b', 'a')",
        "c.id NOT IN ('b')",
        "NOT c.n > 5",
        "NOT (c.n = 4) AND (c.x = 1 OR c.ok)",
        "c.n != 'text'",
        "c.none = null",
        "NOT IS_DEFINED(c.x)",
        "IS_NULL(c.none)",
        "STARTSWITH(c.name, 'mü', true)",
        "CONTAINS(LOWER(c.name), 'ller')",
        "ENDSWITH(c.name, 'er')",
        "ARRAY_CONTAINS(c.tags, 'x')",
        "ARRAY_CONTAINS(c.tags, {'k': 1}, true)",
        "ARRAY_LENGTH(c.tags) = 2",
        "c.tags[1].k = 1",
        "LENGTH(c.id) = 1",
        "c.n > -1e3"
      })
  void conditionHolds(String condition) throws JsonProcessingException {
    assertThat(query("SELECT * FROM c WHERE " + condition).matches(json(DOCUMENT))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.x = 1",
        "NOT c.x = 1",
        "c.n > 'text'",
        "c.n = '5'",
        "c.name",
        "c.x = c.y",
        "ARRAY_CONTAINS(c.tags, {'k': 1})",
        "STARTSWITH(c.n, 'x')"
      })
  void conditionDoesNotHold(String condition) throws JsonProcessingException {
    assertThat(query("SELECT * FROM c WHERE " + condition).matches(json(DOCUMENT))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT c.id, c.in.city AS town, c.x FROM c | {'id':'a','town':'Bern'}",
        "SELECT VALUE c.n FROM c | 5",
        "SELECT VALUE {'i': c.id, 't': [c.n, c.x]} FROM c | {'i':'a','t':[5]}",
        "select r.id from root r where r.id = 'a' -- remark | {'id':'a'}"
      })
  void selectionGivesItsResult(String sql, String expected) throws JsonProcessingException {
    assertThat(query(sql).result(json(DOCUMENT)).map(JsonNode::toString))
        .hasValue(json(expected.replace("\"", "'")).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT DISTINCT c.a FROM c | DISTINCT",
        "SELECT * FROM c JOIN t IN c.tags | JOIN",
        "SELECT c.a FROM c GROUP BY c.a | GROUP",
        "SELECT * FROM c WHERE c.a LIKE 'x' | LIKE",
        "SELECT VALUE SUM(c.a) FROM c | SUM",
        "SELECT * FROM c WHERE c.a + 1 = 2 | +",
        "SELECT * FROM c WHERE SOUNDEX(c.a) = 'x' | SOUNDEX",
        "SELECT * FROM c WHERE udf.f(c.a) | udf",
        "SELECT * FROM c WHERE d.a = 1 | d",
        "SELECT * FROM c WHERE c.a = @missing | @missing",
        "SELECT * FROM c WHERE | end of query",
        "SELECT * FROM c WHERE c.a = 'open | does not end",
        "DELETE FROM c | DELETE"
      })
  void whatIsNotServedIsNamed(String sql, String name) {
    assertThatThrownBy(() -> query(sql))
        .isInstanceOf(CosmosException.class)
        .hasMessageContainingAll(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT TOP 5 * FROM c", "SELECT TOP @n * FROM c ORDER BY c.n DESC"})
  void topOfEverythingIsNoProduct(String sql) throws JsonProcessingException {
    Query query = query(sql);
    assertThat(query.limit()).isEqualTo(5);
    assertThat(query.result(json(DOCUMENT))).contains(json(DOCUMENT));
  }

  @Test
  void deepNestingIsRefused() {
    String sql = "SELECT * FROM c WHERE " + "(".repeat(5_000) + "1" + ")".repeat(5_000);

    assertThatThrownBy(() -> query(sql)).isInstanceOf(CosmosException.class);
  }
}
