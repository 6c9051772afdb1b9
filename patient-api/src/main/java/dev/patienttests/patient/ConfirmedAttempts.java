package dev.patienttests.patient;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes of whose outcome this process knows that the audit has it. It forgets the oldest; then a
 * document carries an id longer than it must, which harms nothing.
 */
final class ConfirmedAttempts {
  private static final int MOST = 10_000;

  private final Set<String> ids = new LinkedHashSet<>(); // guarded by this

  synchronized void add(String attemptId) {
    ids.add(attemptId);
    if (ids.size() > MOST) {
      Iterator<String> oldest = ids.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized boolean contains(String attemptId) {
    return ids.contains(attemptId);
  }
}
