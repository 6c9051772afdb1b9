package dev.patienttests.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How something is written as a document of the store.
 *
 * @param <T> what it is
 */
interface DocumentFormat<T> {
  /** Where it is kept. */
  DocumentKey key(T value);

  /** The document, without its {@link WriteProof}. */
  ObjectNode write(T value);

  /** Reads a document; what the store and {@link WriteProof} add to it stays there. */
  T read(JsonNode document);
}
