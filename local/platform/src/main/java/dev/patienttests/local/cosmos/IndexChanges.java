package dev.patienttests.local.cosmos;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Index entries that come and go, written together. */
final class IndexChanges {
  private static final String INSERT =
      "INSERT OR IGNORE INTO index_entries (number, key, item) VALUES (?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM index_entries WHERE number = ? AND key = ? AND item = ?";

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Change(long index, byte[] key, long item, boolean comes) {
    /** What goes is before what comes: of an array's equal elements one may go and another stay. */
    static final Comparator<Change> IN_ORDER =
        Comparator.comparingLong(Change::index)
            .thenComparing(Change::key, Arrays::compareUnsigned)
            .thenComparingLong(Change::item)
            .thenComparing(Change::comes);
  }

  private final List<Change> changes = new ArrayList<>();

  /** Takes note of the keys that a document had in an index, and of those that it has. */
  void add(long index, long item, List<byte[]> old, List<byte[]> now) {
    if (!IndexKey.equal(old, now)) {
      old.forEach(key -> changes.add(new Change(index, key, item, false)));
      now.forEach(key -> changes.add(new Change(index, key, item, true)));
    }
  }

  /** Writes them in the order of the table: neighbours share pages, and each is changed once. */
  void write(SqliteFile.Session session) throws SQLException {
    changes.sort(Change.IN_ORDER);
    for (Change change : changes) {
      session.update(change.comes() ? INSERT : DELETE, change.index(), change.key(), change.item());
    }
    changes.clear();
  }
}
