package dev.patienttests.local.jwt;

import java.util.List;
import java.util.Optional;

/**
 * The claims of a token, in its order.
 *
 * @param all every claim; a name may stand more than once
 */
public record Claims(List<Claim> all) {
  /** Keeps a copy. */
  public Claims {
    all = List.copyOf(all);
  }

  /** All values of a claim, in order; empty when the token does not have it. */
  public List<String> values(String type) {
    return all.stream().filter(claim -> claim.type().equals(type)).map(Claim::value).toList();
  }

  /** The first value of a claim. */
  public Optional<String> first(String type) {
    for (Claim claim : all) {
      if (claim.type().equals(type)) {
        return Optional.of(claim.value());
      }
    }
    return Optional.empty();
  }
}
