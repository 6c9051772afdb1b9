package dev.patienttests.patient;

import java.util.List;
import java.util.Optional;

/**
 * Where patients, or tests, are kept. Every method throws a {@link
 * dev.patienttests.http.UnavailableException} when the store is away; a write that may have been
 * done all the same throws an {@link UnknownWriteException}. No write begins when its attempt is no
 * longer good.
 *
 * @param <T> what they are
 */
interface Documents<T> {
  /** What became of a new document. */
  sealed interface Creation<T> {
    /** It is stored. */
    record Created<T>(Stored<T> stored) implements Creation<T> {}

    /** Another attempt had stored one under its id before. */
    record Taken<T>(Stored<T> earlier) implements Creation<T> {}
  }

  /** Stores a document under its id, unless there is one. */
  Creation<T> create(Draft<T> draft, Attempt attempt);

  /** The document with that key. */
  Optional<Stored<T>> find(DocumentKey key);

  /**
   * Puts a document in the place of the version with that entity tag.
   *
   * @return empty when that is no longer the version that is stored
   */
  Optional<Stored<T>> replace(Draft<T> draft, String etag, Attempt attempt);

  /** All documents that the query names, in its order. */
  List<Stored<T>> query(StoreQuery query);
}
