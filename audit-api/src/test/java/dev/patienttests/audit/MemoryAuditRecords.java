package dev.patienttests.audit;

import dev.patienttests.http.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps records in memory, through JSON as the real one does. */
final class MemoryAuditRecords implements AuditRecords {
  final Map<String, String> documents = new ConcurrentHashMap<>();
  final AtomicBoolean away = new AtomicBoolean();

  @Override
  public boolean append(AuditRecord record) {
    if (away.get()) {
      throw new UnavailableException("away");
    }
    String document = AuditRecordJson.document(record).toString();
    return documents.putIfAbsent(record.id(), document) == null;
  }

  @Override
  public Optional<AuditRecord> find(String id) {
    return Optional.ofNullable(documents.get(id))
        .map(text -> AuditRecordJson.read(Documents.parse(text)));
  }
}
