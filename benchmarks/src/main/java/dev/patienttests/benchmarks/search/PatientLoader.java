package dev.patienttests.benchmarks.search;

import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.cosmos.CosmosServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Fills the file of the local Cosmos DB with copies of one patient, while nothing else uses it. So
 * the copies have the form that patient-api gives its documents, and a million takes minutes: rows
 * are copied by SQL, and the indexes are built anew from all of them.
 */
final class PatientLoader {
  /** How many patients share a last name. */
  static final int NAMESAKES = 100;

  /** What the patient that is copied must be called and insured by. */
  static final String LAST_NAME = lastName(0);

  static final String INSURANCE_NUMBER = insuranceNumber(0);

  /** Parts of these texts that no other member of the document holds. */
  private static final String NAME_PART = LAST_NAME.substring(1);

  private final CosmosConfig config;
  private final CosmosConfig.Account account;

  /**
   * @param stack configuration of the stack's Cosmos DB
   */
  PatientLoader(CosmosConfig stack) {
    this.account =
        stack.accounts().stream()
            .filter(each -> each.databases().stream().anyMatch(d -> d.name().equals("patient")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no account holds patients"));
    this.config = new CosmosConfig(Optional.empty(), stack.dataDirectory(), List.of(account));
  }

  /** The last name of a patient; a number of them share it. */
  static String lastName(int patient) {
    return "Benchmark%07d".formatted(patient / NAMESAKES);
  }

  /** The insurance number that one patient alone has. */
  static String insuranceNumber(int patient) {
    return "756.9%03d.%04d.00".formatted(patient / 10_000, patient % 10_000);
  }

  /** Adds copies of the first patient, from one number up to and without another. */
  void load(int from, int to) throws SQLException {
    Path file = config.dataDirectory().resolve(account.name() + ".db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = OFF");
      connection.setAutoCommit(false);
      long template;
      try (ResultSet row =
          statement.executeQuery(
              "SELECT max(seq) FROM items WHERE instr(body, '" + INSURANCE_NUMBER + "') > 0")) {
        template = row.getLong(1);
      }
      if (template == 0) {
        throw new IllegalStateException("the patient to copy is not there");
      }
      statement.executeUpdate(copies(template, from, to));
      // They are built again, in the order of their keys, when a server opens the file.
      statement.executeUpdate("DELETE FROM index_entries");
      statement.executeUpdate("DELETE FROM indexes");
      connection.commit();
    }
    new CosmosServer(config).close();
  }

  private static String copies(long template, int from, int to) {
    String id = "printf('%08x-0000-4000-8000-%012x', n * 2654435761 % 4294967296, n)";
    String body = "CAST(body AS TEXT)";
    body = "replace(" + body + ", id, " + id + ")";
    body =
        "replace(%s, '%s', printf('756.9%%03d.%%04d.00', n / 10000, n %% 10000))"
            .formatted(body, INSURANCE_NUMBER);
    body =
        "replace(%s, '%s', printf('%s%%07d', n / %d))"
            .formatted(body, NAME_PART, NAME_PART.replaceAll("\\d", ""), NAMESAKES);
    return """
        WITH RECURSIVE numbers(n) AS (SELECT %d UNION ALL SELECT n + 1 FROM numbers WHERE n < %d)
        INSERT INTO items (seq, container, pk, id, etag, lsn, expires, ts, body)
        SELECT (SELECT max(max(seq), max(lsn)) FROM items) + n, container, replace(pk, id, %s), %s,
            etag, (SELECT max(max(seq), max(lsn)) FROM items) + n, expires, ts, CAST(%s AS BLOB)
        FROM items, numbers WHERE seq = %d"""
        .formatted(from, to - 1, id, id, body, template);
  }
}
