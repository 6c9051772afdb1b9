package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.jwt.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code required-claims}: claims that a token must have, each with all or any of some values. */
record RequiredClaims(List<Required> claims) {
  private static final String ALL = "all";

  /** A claim; without values, it only has to be there. */
  private record Required(
      String name, boolean all, Optional<Pattern> separator, List<Value> values) {

    List<String> of(Claims token) {
      List<String> given = token.values(name);
      return separator.map(s -> given.stream().flatMap(s::splitAsStream).toList()).orElse(given);
    }

    boolean isIn(List<String> given, Exchange exchange) {
      List<String> wanted = values.stream().map(v -> v.text(exchange).strip()).toList();
      return wanted.isEmpty()
          || (all ? given.containsAll(wanted) : wanted.stream().anyMatch(given::contains));
    }
  }

  /** Why a token does not pass. */
  record Refusal(String reason, String message) {}

  static RequiredClaims read(PolicyReader policy) {
    Optional<PolicyElement> element = policy.child("required-claims");
    if (element.isEmpty()) {
      return new RequiredClaims(List.of());
    }
    List<Required> claims = new ArrayList<>();
    PolicyReader reader = policy.of(element.get(), Set.of(), List.of("claim"));
    for (PolicyElement claim : reader.children("claim")) {
      claims.add(claim(reader.of(claim, Set.of("name", "match", "separator"), List.of("value"))));
    }
    if (claims.isEmpty()) {
      throw element.get().refusal("a <claim> is missing");
    }
    return new RequiredClaims(List.copyOf(claims));
  }

  private static Required claim(PolicyReader reader) {
    List<Value> values = new ArrayList<>();
    for (PolicyElement value : reader.children("value")) {
      values.add(reader.of(value, Set.of(), Content.TEXT).text());
    }
    Optional<String> separator = reader.literal("separator");
    if (separator.filter(String::isEmpty).isPresent()) {
      throw reader.element().refusal("separator", "is empty");
    }
    return new Required(
        reader.requiredLiteral("name"),
        reader.choice("match", ALL, Set.of(ALL, "any")).equals(ALL),
        separator.map(s -> Pattern.compile(s, Pattern.LITERAL)),
        List.copyOf(values));
  }

  /** The first claim that is not as it has to be; all missing ones together come first. */
  Optional<Refusal> check(Claims token, Exchange exchange) {
    List<String> missing =
        claims.stream().filter(c -> c.of(token).isEmpty()).map(Required::name).toList();
    if (!missing.isEmpty()) {
      return Optional.of(
          new Refusal(
              "TokenClaimNotFound",
              "JWT token is missing the following claims: "
                  + String.join(", ", missing)
                  + ". Access denied."));
    }
    return claims.stream()
        .filter(claim -> !claim.isIn(claim.of(token), exchange))
        .findFirst()
        .map(
            claim ->
                new Refusal(
                    "TokenClaimValueNotAllowed",
                    "Claim "
                        + claim.name()
                        + " value of "
                        + String.join(",", token.values(claim.name()))
                        + " is not allowed. Access denied."));
  }
}
