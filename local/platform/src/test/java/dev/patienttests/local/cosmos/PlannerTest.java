package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.cosmos.sql.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which index a query reads. */
class PlannerTest {

  private static final String POLICY =
      """
      {"includedPaths":[{"path":"/name/?"},{"path":"/gender/?"},{"path":"/number/?"},
        {"path":"/event/?"},{"path":"/time/?"},{"path":"/patient/?"},{"path":"/ids/[]/?"}],
       "excludedPaths":[{"path":"/*"}],
       "compositeIndexes":[[{"path":"/name"},{"path":"/id"}],[{"path":"/gender"},{"path":"/id"}],
        [{"path":"/time"},{"path":"/id"}]]}
      """;

  private static Access plan(String where, boolean inPartition, Planner.Counter counter)
      throws JsonProcessingException {
    List<IndexTables.Index> indexes = new ArrayList<>();
    for (IndexDefinition definition :
        IndexingPolicy.of(Json.MAPPER.readTree(POLICY)).definitions(true)) {
      indexes.add(new IndexTables.Index(indexes.size(), definition));
    }
    JsonNode parameters = Json.MAPPER.readTree("[{\"name\":\"@list\",\"value\":[\"a\",\"b\"]}]");
    Query query = Query.parse("SELECT TOP 51 * FROM c WHERE " + where, parameters);
    Optional<String> partition = inPartition ? Optional.of("[\"p\"]") : Optional.empty();
    return new Planner(indexes, partition, query).plan(counter);
  }

  /** Ids, genders and times have many entries, patients some, all else few. */
  private static int entries(Access access, int most) {
    String name = access.name();
    boolean many = name.equals("/id") || name.contains("gender") || name.contains("time");
    int entries = many ? 1_000_000 : 10;
    return Math.min(most, name.contains("patient") ? 900 : entries);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c.name = 'x' AND c.id > 'a' ORDER BY c.name, c.id | false | /name, /id | true",
        "c.name = 'x' AND c.gender = 'f' AND c.id > '' ORDER BY c.name, c.id | false | /name, /id"
            + " | true",
        "c.gender = 'f' AND c.free = 1 ORDER BY c.gender, c.id | false | /gender, /id | true",
        "c.free > 1 AND c.id > 'a' ORDER BY c.id | false | /id | true",
        "true ORDER BY c.number DESC | true | partition /number | true",
        "c.number > 5 ORDER BY c.number | true | partition /number | true",
        "c.event = 'e' | true | partition /event | true",
        "ARRAY_CONTAINS(@list, c.event) | false | /event | true",
        "c.time >= 'a' AND c.time < 'b' ORDER BY c.time, c.id | false | /time, /id | true",
        "(c.patient = 'p' OR ARRAY_CONTAINS(c.ids, 'p')) AND c.time < 'b' ORDER BY c.time, c.id"
            + " | false | /patient or /ids/[] | false",
        "c.free = 1 | false | scan | false"
      })
  void queryReadsItsIndex(String where, boolean inPartition, String index, boolean inOrder)
      throws JsonProcessingException {
    Access access = plan(where, inPartition, PlannerTest::entries);

    assertThat(access.name()).isEqualTo(index);
    assertThat(Planner.inOrder(access)).isEqualTo(inOrder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(c.time > 'm' OR (c.time = 'm' AND c.id > 'i')) AND c.time < 'z' ORDER BY c.time, c.id"
            + " | c.time >= 'm' AND c.time < 'z' ORDER BY c.time, c.id",
        "(c.time > 'x' OR c.time > 'm') ORDER BY c.time, c.id"
            + " | c.time >= 'm' ORDER BY c.time, c.id",
        "(c.time > 'm' OR c.time > 1) ORDER BY c.time, c.id | true ORDER BY c.time, c.id",
        "(c.time > 'm' OR c.id = 'a') ORDER BY c.time, c.id | true ORDER BY c.time, c.id"
      })
  void pageGoesOnWhereItsConditionBegins(String where, String same) throws JsonProcessingException {
    Access.Ranges ranges = (Access.Ranges) plan(where, false, (access, most) -> most);
    Access.Ranges expected = (Access.Ranges) plan(same, false, (access, most) -> most);

    assertThat(ranges.ranges()).hasSize(1);
    assertThat(ranges.ranges().get(0).from()).isEqualTo(expected.ranges().get(0).from());
    assertThat(ranges.ranges().get(0).below()).isEqualTo(expected.ranges().get(0).below());
  }
}
