package dev.patienttests.local.cosmos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * An SQLite file with one writer and a few readers.
 *
 * <p>It is in WAL mode with {@code synchronous=NORMAL}: what was answered survives the end of the
 * process, however it ends; after a power failure the file is consistent, but may lack the last
 * transactions. A laptop's test data is worth no fsync per write.
 */
final class SqliteFile implements AutoCloseable {

  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int CACHE_KIB = 32 * 1024;

  private static final int JOURNAL_BYTES = 64 * 1024 * 1024;

  /** Of 4 KiB. Pages that are written often go from the journal to the file once in a while. */
  private static final int JOURNAL_PAGES = 8_000;

  private final StoreLock lock;
  private final ReentrantLock writing = new ReentrantLock();
  private final Session writer;
  private final BlockingQueue<Session> readers = new LinkedBlockingQueue<>();

  /** Work on a connection. */
  interface Work<T> {
    T with(Session session) throws SQLException;
  }

  /** A connection with its prepared statements; used by one thread at a time. */
  static final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Session(Connection connection) {
      this.connection = connection;
    }

    /** The statement for an SQL text that is a constant of this program, with its parameters. */
    PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
      PreparedStatement statement = statements.get(sql);
      if (statement == null) {
        statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
      }
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    }

    int update(String sql, Object... parameters) throws SQLException {
      return prepare(sql, parameters).executeUpdate();
    }

    /** The first column of the only row. */
    long number(String sql, Object... parameters) throws SQLException {
      try (ResultSet rows = prepare(sql, parameters).executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** Opens the file, which is created where it is absent, readable by its owner alone. */
  SqliteFile(Path file, List<String> schema) {
    this.lock = new StoreLock(file);
    try {
      createPrivately(file);
      this.writer = new Session(open(file, false));
      try (Statement statement = writer.connection.createStatement()) {
        for (String sql : schema) {
          statement.execute(sql);
        }
      }
      writer.connection.setAutoCommit(false);
      for (int i = 0; i < READERS; i++) {
        readers.add(new Session(open(file, true)));
      }
    } catch (SQLException e) {
      lock.close();
      throw new IllegalStateException("Cannot open the store " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException(e);
    }
  }

  private static void createPrivately(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  private static Connection open(Path file, boolean queryOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-CACHE_KIB);
    config.setJournalSizeLimit(JOURNAL_BYTES);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + JOURNAL_PAGES);
      if (queryOnly) {
        statement.execute("PRAGMA query_only = true");
      }
    }
    return connection;
  }

  /** Runs work as one transaction, which is undone when the work fails. */
  <T> T write(Work<T> work) {
    writing.lock();
    try {
      T result = work.with(writer);
      writer.connection.commit();
      return result;
    } catch (SQLException e) {
      rollback();
      throw failed(e);
    } catch (RuntimeException e) {
      rollback();
      throw e;
    } finally {
      writing.unlock();
    }
  }

  static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("The store failed: " + e.getMessage(), e);
  }

  private void rollback() {
    try {
      writer.connection.rollback();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Runs work that only reads. */
  <T> T read(Work<T> work) {
    Session session = take();
    try {
      return work.with(session);
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      readers.add(session);
    }
  }

  private Session take() {
    try {
      Session session = readers.poll(BUSY_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      if (session == null) {
        throw new IllegalStateException("The store is busy or closed");
      }
      return session;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the store", e);
    }
  }

  /** Waits for work under way, then closes the file. */
  @Override
  public void close() {
    List<Session> all = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      all.add(take());
    }
    all.add(writer);
    writing.lock();
    try {
      for (Session session : all) {
        session.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot close the store: " + e.getMessage(), e);
    } finally {
      lock.close();
      writing.unlock();
    }
  }
}
