package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.cosmos.sql.Query;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With indexes, queries find what they find without them, in the order that they ask for. */
class IndexedQueryTest {

  private static final String POLICY =
      """
      {"indexingMode":"consistent",
       "includedPaths":[{"path":"/a/?"},{"path":"/b/?"},{"path":"/n/?"},{"path":"/tags/[]/?"}],
       "excludedPaths":[{"path":"/*"}],
       "compositeIndexes":[
        [{"path":"/a","order":"ascending"},{"path":"/id","order":"ascending"}],
        [{"path":"/n","order":"ascending"},{"path":"/id","order":"ascending"}],
        [{"path":"/b","order":"descending"},{"path":"/n","order":"ascending"}]]}
      """;
  private static final int DOCUMENTS = 400;

  @TempDir Path directory;
  private final IndexTables indexes = new IndexTables();
  private final List<ObjectNode> documents = new ArrayList<>();
  private SqliteFile file;
  private Items items;
  private Catalog catalog;
  private StoredContainer container;
  private Queries queries;
  private Indexer indexer;

  @BeforeEach
  void fill() throws JsonProcessingException {
    file =
        new SqliteFile(
            directory.resolve("c.db"),
            java.util.stream.Stream.of(Catalog.SCHEMA, Items.SCHEMA, IndexTables.SCHEMA)
                .flatMap(List::stream)
                .toList());
    catalog = new Catalog(file, indexes, Clock.systemUTC());
    items = new Items(file, indexes, Clock.systemUTC());
    indexer = new Indexer(file, indexes);
    queries = new Queries(file, items, indexes, indexer);
    ObjectNode definition = (ObjectNode) json("{'id':'c','partitionKey':{'paths':['/pk']}}");
    definition.set("indexingPolicy", Json.MAPPER.readTree(POLICY));
    container =
        catalog.createContainer(
            catalog.createDatabase("db"), ContainerDefinitions.ofRequest(definition));
    ItemOperations operations = new ItemOperations(items);
    Random random = new Random(7);
    for (int i = 0; i < DOCUMENTS; i++) {
      ObjectNode first = document(i, random);
      ObjectNode last = random.nextInt(4) == 0 ? document(i, random) : first;
      boolean kept = random.nextInt(10) > 0;
      last.set("pk", first.get("pk"));
      file.write(
          session -> {
            operations.create(session, container, Optional.empty(), first.deepCopy());
            String key = container.partitionKey().ofDocument(first);
            String id = first.path("id").textValue();
            operations.replace(session, container, key, id, last.deepCopy(), Optional.empty());
            if (!kept) {
              operations.delete(session, container, key, id, Optional.empty());
            }
            return true;
          });
      if (kept) {
        documents.add(last);
      }
    }
  }

  @AfterEach
  void close() {
    file.close();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }

  private static ObjectNode document(int number, Random random) {
    List<String> values =
        List.of("null", "true", "false", "1", "1.5", "-3", "'x'", "'xy'", "'é'", "'\\u0000'", "[]");
    ObjectNode document =
        Json.object().put("id", "d" + (number * 37) % 1000).put("pk", "p" + random.nextInt(3));
    for (String name : List.of("a", "b", "n", "free")) {
      if (random.nextInt(6) > 0) {
        try {
          document.set(name, json(values.get(random.nextInt(values.size()))));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    ArrayNode tags = document.putArray("tags");
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add("t" + random.nextInt(4));
    }
    return document;
  }

  private List<String> run(Query query, String partition, int pageSize) {
    QueryScope scope =
        partition.isEmpty() ? QueryScope.everything() : QueryScope.of("[\"" + partition + "\"]");
    List<String> ids = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      Queries.Page page = queries.run(container, scope, query, pageSize, token, "mark");
      page.results().forEach(node -> ids.add(node.path("id").textValue()));
      token = page.continuation();
    } while (token.isPresent());
    return ids;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.a = 'x' ORDER BY c.a, c.id",
        "c.a = 'x' AND c.id > 'd5' ORDER BY c.a, c.id",
        "c.a = 'x' AND c.b = true ORDER BY c.a DESC, c.id DESC",
        "c.a = 1 ORDER BY c.id",
        "c.a = null",
        "c.a IN ('x', 1, 'none') ORDER BY c.id",
        "ARRAY_CONTAINS(@list, c.a) ORDER BY c.a, c.id",
        "c.n >= 1",
        "c.n > 1 AND c.n <= 1.5 ORDER BY c.n",
        "c.n < 'xy' ORDER BY c.n DESC, c.id DESC",
        "1 <= c.n ORDER BY c.n, c.id",
        "true ORDER BY c.n",
        "true ORDER BY c.n DESC",
        "true ORDER BY c.b DESC, c.n",
        "true ORDER BY c.b, c.n DESC",
        "c.b >= 'x' ORDER BY c.b DESC, c.n",
        "c.b = 'x' AND c.n > 0 ORDER BY c.n",
        "ARRAY_CONTAINS(c.tags, 't1')",
        "ARRAY_CONTAINS(c.tags, 't1') ORDER BY c.n, c.id",
        "(c.a = 'x' OR ARRAY_CONTAINS(c.tags, 't2')) AND c.free > 0 ORDER BY c.n, c.id",
        "c.a = 'x' OR c.b = 'x'",
        "c.free = 'x' ORDER BY c.id",
        "c.id > 'd3' AND c.id < 'd6' ORDER BY c.id DESC",
        "c.free = 1",
        "(c.n > 1 OR (c.n = 1 AND c.id > 'd5')) AND c.n < 9 ORDER BY c.n, c.id",
        "(c.n >= 'x' OR c.n = 1) ORDER BY c.n, c.id",
        "(c.n < 1 OR c.n <= 1.5 OR c.n = -3) ORDER BY c.n DESC, c.id DESC",
        "NOT c.a = 'x' ORDER BY c.a",
        "c.a > true",
        "c.a != 'x'"
      })
  void resultsAreThoseOfLookingAtEachDocument(String condition) throws JsonProcessingException {
    Query query =
        Query.parse(
            "SELECT * FROM c WHERE " + condition, json("[{'name':'@list','value':['x','xy',-3]}]"));
    for (String partition : List.of("", "p1")) {
      List<ObjectNode> expected =
          documents.stream()
              .filter(query::matches)
              .filter(node -> partition.isEmpty() || node.path("pk").asText().equals(partition))
              .toList();
      for (int pageSize : new int[] {1, 7, -1}) {
        List<String> found = run(query, partition, pageSize);

        assertThat(found)
            .containsExactlyInAnyOrderElementsOf(
                expected.stream().map(node -> node.path("id").textValue()).toList());
        assertInOrder(query, found);
      }
    }
  }

  private void assertInOrder(Query query, List<String> ids) {
    List<JsonNode> before = List.of();
    for (String id : ids) {
      ObjectNode document =
          documents.stream().filter(node -> node.path("id").asText().equals(id)).findFirst().get();
      List<JsonNode> key = query.orderKey(document);
      assertThat(before.isEmpty() || query.compareKeys(before, key) <= 0).as(id).isTrue();
      before = key;
    }
  }

  @Test
  void changedPolicyBuildsItsIndexesAndDropsTheOthers() throws JsonProcessingException {
    Query query = Query.parse("SELECT * FROM c WHERE c.free = 'x' ORDER BY c.free", json("[]"));
    assertThatThrownBy(() -> run(query, "", 10)).hasMessageContaining("/free");
    ObjectNode definition = container.definition().deepCopy();
    definition.set(
        "indexingPolicy",
        json("{'includedPaths':[{'path':'/free/?'}],'excludedPaths':[{'path':'/*'}]}"));

    container = catalog.replaceContainer(container, definition);

    Set<String> expected = new HashSet<>();
    documents.stream()
        .filter(query::matches)
        .forEach(node -> expected.add(node.get("id").asText()));
    assertThat(new HashSet<>(run(query, "", 10))).isEqualTo(expected).isNotEmpty();
    assertThat(indexes.of(container))
        .extracting(index -> index.definition().text())
        .containsExactlyInAnyOrder("/id", "partition /id", "/free", "partition /free");
    assertThat(entries()).isEqualTo(4L * documents.size());
  }

  private long entries() {
    return file.read(session -> session.number("SELECT count(*) FROM index_entries"));
  }

  @Test
  void nothingIsLeftOfDocumentsThatAreGone() {
    for (ObjectNode document : documents) {
      file.write(
          session -> {
            items.deletePartition(
                session, container, container.partitionKey().ofDocument(document));
            return true;
          });
    }

    indexer.catchUp();
    assertThat(entries()).isZero();
  }

  @Test
  void indexesThatWereBehindWhenTheProcessEndedCatchUpWithTheNextOne() {
    indexer.catchUp();
    long before = entries();
    ObjectNode document = documents.get(0).deepCopy().put("id", "written last");
    file.write(
        session ->
            new ItemOperations(items).create(session, container, Optional.empty(), document));
    assertThat(entries()).isEqualTo(before);

    IndexTables ofNextProcess = new IndexTables();
    new Catalog(file, ofNextProcess, Clock.systemUTC());
    Indexer next = new Indexer(file, ofNextProcess);
    next.catchUp();

    assertThat(entries()).isEqualTo(before + ofNextProcess.of(container).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true ORDER BY c.free",
        "true ORDER BY c.a, c.id DESC",
        "true ORDER BY c.id, c.a",
        "true ORDER BY c.a, c.b"
      })
  void orderWithoutItsIndexIsRefused(String condition) throws JsonProcessingException {
    Query query = Query.parse("SELECT * FROM c WHERE " + condition, json("[]"));

    assertThatThrownBy(() -> run(query, "", 10))
        .isInstanceOf(CosmosException.class)
        .hasMessageContaining("index");
  }
}
