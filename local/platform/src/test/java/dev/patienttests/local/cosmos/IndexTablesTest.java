package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the indexes know of documents, over the end of a process too. */
class IndexTablesTest {
  private static final long INDEXES = 4; // id and /a, each alone and behind the partition key

  @TempDir Path directory;
  private SqliteFile file;
  private IndexTables indexes;
  private ItemOperations operations;
  private Catalog catalog;
  private StoredContainer container;
  private Indexer indexer;

  @BeforeEach
  void createContainer() {
    open();
    container = catalog.createContainer(catalog.createDatabase("db"), definition("/a/?"));
  }

  private static ObjectNode definition(String... indexed) {
    ObjectNode definition = Json.object().put("id", "c");
    definition.putObject("partitionKey").putArray("paths").add("/pk");
    ObjectNode policy = definition.putObject("indexingPolicy").put("indexingMode", "consistent");
    ArrayNode included = policy.putArray("includedPaths");
    for (String path : indexed) {
      included.addObject().put("path", path);
    }
    policy.putArray("excludedPaths").addObject().put("path", "/*");
    return ContainerDefinitions.ofRequest(definition);
  }

  private void open() {
    file =
        new SqliteFile(
            directory.resolve("account.db"),
            Stream.of(Catalog.SCHEMA, Items.SCHEMA, IndexTables.SCHEMA)
                .flatMap(List::stream)
                .toList());
    indexes = new IndexTables();
    catalog = new Catalog(file, indexes, Clock.systemUTC());
    indexer = new Indexer(file, indexes);
    indexer.catchUp(); // as the endpoint does before it gives a number
    operations = new ItemOperations(new Items(file, indexes, Clock.systemUTC()));
  }

  private void openAgain() {
    file.close();
    open();
    container = catalog.container("db", "c");
  }

  @AfterEach
  void close() {
    file.close();
  }

  private void create(String id) {
    ObjectNode document = Json.object().put("id", id).put("pk", "p").put("a", id);
    file.write(session -> operations.create(session, container, Optional.empty(), document));
  }

  private void replace(String id, String value) {
    ObjectNode document = Json.object().put("id", id).put("pk", "p").put("a", value);
    file.write(
        session ->
            operations.replace(session, container, "[\"p\"]", id, document, Optional.empty()));
  }

  private void delete(String id) {
    file.write(session -> operations.delete(session, container, "[\"p\"]", id, Optional.empty()));
  }

  private long entries() {
    return file.read(session -> session.number("SELECT count(*) FROM index_entries"));
  }

  private long entriesOf(String value) {
    byte[] key = IndexKey.of(Json.MAPPER.getNodeFactory().textNode(value));
    return file.read(
        session -> session.number("SELECT count(*) FROM index_entries WHERE key = ?", key));
  }

  private void execute(String sql) {
    file.write(session -> session.update(sql));
  }

  @Test
  void theNumberOfTheLastDocumentIsNotGivenAgainOnceTheIndexesKnowIt() {
    create("gone");
    indexer.catchUp();
    delete("gone");
    indexer.catchUp();

    openAgain();
    create("new");
    indexer.catchUp();

    assertThat(entries()).isEqualTo(INDEXES);
  }

  @Test
  void aDocumentThatChangedWhileItWasNewHasTheEntriesOfItsLastVersion() {
    create("one");
    replace("one", "second");
    replace("one", "third");

    indexer.catchUp();

    assertThat(entries()).isEqualTo(INDEXES);
    assertThat(entriesOf("third")).isOne();
  }

  @Test
  void aDocumentThatWentWhileItWasNewLeavesNothing() {
    create("one");
    delete("one");

    indexer.catchUp();

    assertThat(entries()).isZero();
  }

  @Test
  void theIndexesAreBehindUntilEveryReaderSeesTheEntries() {
    create("one");

    boolean insideOfTheTransaction =
        file.write(
            session -> {
              indexes.catchUp(session);
              return indexes.isBehind();
            });
    assertThat(insideOfTheTransaction).isTrue();

    indexer.catchUp();
    assertThat(indexes.isBehind()).isFalse();
  }

  @Test
  void theIndexesStayBehindWhenTheirEntriesCannotBeStored() {
    create("one");
    assertThatThrownBy(
            () ->
                file.write(
                    session -> {
                      indexes.catchUp(session);
                      throw new IllegalStateException("the disk is full");
                    }))
        .hasMessage("the disk is full");

    indexer.catchUp();

    assertThat(entries()).isEqualTo(INDEXES);
  }

  @Test
  void aDocumentThatWasNewWhenTheProcessEndedIsEnteredByTheNextOne() {
    create("one");

    openAgain();

    assertThat(entries()).isEqualTo(INDEXES);
    assertThat(entriesOf("one")).isEqualTo(2); // of id and of /a
  }

  @Test
  void theNumberOfADocumentThatWentWhileItWasNewMayBeGivenAgain() {
    create("gone");
    delete("gone");

    openAgain();
    create("new");
    indexer.catchUp();

    assertThat(entries()).isEqualTo(INDEXES);
    assertThat(entriesOf("gone")).isZero();
  }

  @Test
  void aPolicyThatChangesWhileADocumentIsNewEntersItOnce() {
    create("one");
    container = catalog.replaceContainer(container, definition("/a/?", "/pk/?"));
    replace("one", "second");

    indexer.catchUp();

    assertThat(entries()).isEqualTo(INDEXES + 2);
    assertThat(entriesOf("second")).isOne();
  }

  @Test
  void anIndexThatKnewADocumentBeforeTheOthersForgetsItWhenItGoes() {
    create("one");
    container = catalog.replaceContainer(container, definition("/a/?", "/pk/?"));
    delete("one");

    openAgain();
    create("new");
    indexer.catchUp();

    assertThat(entries()).isEqualTo(INDEXES + 2);
    assertThat(entriesOf("one")).isZero();
  }

  @Test
  void aContainerThatIsDroppedWhileADocumentIsNewLeavesNothing() {
    create("one");
    create("two");
    replace("two", "changed");
    catalog.deleteContainer(container);
    container = catalog.createContainer(catalog.database("db"), definition("/a/?"));
    create("one");

    indexer.catchUp();

    assertThat(entries()).isEqualTo(INDEXES);
  }

  @Test
  void aDocumentThatExistsIsNotCreatedAgain() {
    create("one");

    assertThatThrownBy(() -> create("one"))
        .isInstanceOfSatisfying(
            CosmosException.class, refused -> assertThat(refused.status()).isEqualTo(409));

    indexer.catchUp();
    assertThat(entries()).isEqualTo(INDEXES);
  }

  @Test
  void aFileThatNotedNewDocumentsIsTakenOver() {
    create("entered");
    create("noted");
    indexer.catchUp();
    execute("DELETE FROM index_entries WHERE item = (SELECT seq FROM items WHERE id = 'noted')");
    execute(
        "INSERT INTO index_pending (item, container, pk, before)"
            + " SELECT seq, container, pk, NULL FROM items WHERE id = 'noted'");
    execute("DROP TABLE index_progress");

    openAgain();
    indexer.catchUp();
    assertThat(entries()).isEqualTo(2 * INDEXES);

    create("new");
    indexer.catchUp();
    assertThat(entries()).isEqualTo(3 * INDEXES);
  }
}
