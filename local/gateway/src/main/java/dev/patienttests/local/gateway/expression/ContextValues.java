package dev.patienttests.local.gateway.expression;

import java.util.Optional;

/** Values of the context's own types that policies put into variables. */
public final class ContextValues {
  private ContextValues() {}

  /** A token as {@code AsJwt} would decode it; empty where it is none. Nothing is checked here. */
  public static Optional<Object> jwt(String token) {
    return JwtMembers.token(token).map(Object.class::cast);
  }
}
