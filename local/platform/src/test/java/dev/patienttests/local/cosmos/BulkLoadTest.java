package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.cosmos.sql.Query;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bulk load leaves is what the service would have stored. */
class BulkLoadTest {

  @TempDir Path directory;

  private static CosmosConfig.Account account() throws Exception {
    String policy =
        "{\"includedPaths\":[{\"path\":\"/name/?\"}],\"excludedPaths\":[{\"path\":\"/*\"}],"
            + "\"compositeIndexes\":[[{\"path\":\"/name\"},{\"path\":\"/id\"}]]}";
    CosmosConfig.Container items =
        new CosmosConfig.Container(
            "items",
            List.of("/id"),
            List.of(),
            OptionalInt.empty(),
            Optional.of(Json.MAPPER.readTree(policy)));
    return TestAccounts.account("cosmos-patient", new CosmosConfig.Database("db", List.of(items)));
  }

  private void load(int from, int to) throws Exception {
    try (BulkLoad load = new BulkLoad(account(), directory, "db", "items")) {
      for (int i = from; i < to; i++) {
        load.add(Json.object().put("id", "d" + i).put("name", "n" + i % 7));
      }
    }
  }

  @Test
  void loadedDocumentsAreFoundByTheirIndexes() throws Exception {
    load(0, 1_500);
    load(1_500, 1_600);

    try (SqliteFile file = AccountEndpoint.open(account(), directory)) {
      IndexTables indexes = new IndexTables();
      Catalog catalog = new Catalog(file, indexes, Clock.systemUTC());
      StoredContainer container = catalog.container("db", "items");
      Queries queries =
          new Queries(
              file,
              new Items(file, indexes, Clock.systemUTC()),
              indexes,
              new Indexer(file, indexes));
      Query query =
          Query.parse(
              "SELECT TOP 5 VALUE c.id FROM c WHERE c.name = 'n3' AND c.id > 'd159' ORDER BY"
                  + " c.name, c.id",
              Json.object());

      Queries.Page page =
          queries.run(container, QueryScope.everything(), query, 100, Optional.empty(), "m");

      assertThat(page.results().toString())
          .isEqualTo("[\"d1592\",\"d1599\",\"d164\",\"d17\",\"d171\"]");
      assertThat(indexes.of(container)).hasSize(2);
      assertThat(file.<Long>read(s -> s.number("SELECT count(*) FROM index_entries")))
          .isEqualTo(3_200);
    }
  }

  @Test
  void accountThatIsServedIsRefused() throws Exception {
    try (CosmosServer server =
        new CosmosServer(new CosmosConfig(Optional.empty(), directory, List.of(account())))) {
      assertThat(server.port()).isPositive();
      assertThatThrownBy(() -> load(0, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("uses the store");
    }
  }
}
