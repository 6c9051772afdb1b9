package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Where seals are kept: out of this app's reach once they are there. Their numbers have no gap. */
interface Seals {
  /**
   * The seal of that number.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Optional<Seal> find(long number);

  /**
   * Stores a signed seal unless there is one of that number.
   *
   * @return whether it was stored; if not, nothing has changed
   * @throws dev.patienttests.http.UnavailableException when the store is away; then it may have
   *     been stored all the same
   */
  boolean add(long number, ObjectNode signed);
}
