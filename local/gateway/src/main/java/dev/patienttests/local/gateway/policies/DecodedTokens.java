package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.expression.ContextValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The good tokens that were decoded last, as expressions see them. They do not change, so requests
 * with the same token share one.
 */
final class DecodedTokens {
  private static final int MOST = 64;
  private static final int MAX_LENGTH = 8_192;

  private final Map<String, Object> decoded =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
          return size() > MOST;
        }
      };

  /** The decoded token; empty where an expression could not decode it. */
  Optional<Object> of(String token) {
    synchronized (decoded) {
      Object before = decoded.get(token);
      if (before != null) {
        return Optional.of(before);
      }
    }
    Optional<Object> value = ContextValues.jwt(token);
    if (value.isPresent() && token.length() <= MAX_LENGTH) {
      synchronized (decoded) {
        decoded.put(token, value.get());
      }
    }
    return value;
  }
}
