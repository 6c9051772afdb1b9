package dev.patienttests.local.jwt;

import dev.patienttests.local.jwt.OpenIdConfiguration.Issuer;
import dev.patienttests.local.jwt.Validation.Accepted;
import dev.patienttests.local.jwt.Validation.Reason;
import dev.patienttests.local.jwt.Validation.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Validates access tokens as Microsoft's library does: signature, lifetime, audience, issuer, type,
 * in that order.
 */
public final class TokenValidator {
  private static final int MAX_LENGTH = 256_000;
  private static final int MAX_KEPT = 8_192;

  private final Rules rules;
  private final Clock clock;
  private final VerifiedSignatures verified;
  private final TokenSignatures signatures;
  private final TokenChecks checks;

  /** With the rules for all tokens and the time that they are measured against. */
  public TokenValidator(Rules rules, Clock clock) {
    this(rules, clock, new VerifiedSignatures());
  }

  private TokenValidator(Rules rules, Clock clock, VerifiedSignatures verified) {
    this.rules = rules;
    this.clock = clock;
    this.verified = verified;
    this.signatures = new TokenSignatures(rules.details(), verified);
    this.checks = new TokenChecks(rules, clock);
  }

  /** One with other rules, which knows the signatures that this one has verified. */
  public TokenValidator with(Rules other) {
    return new TokenValidator(other, clock, verified);
  }

  /** Validates a token against given keys; the issuer must be one of the rules. */
  public Validation validate(String token, SigningKeys keys) {
    return read(token, parsed -> check(parsed, keys, this::isListed));
  }

  /**
   * Validates a token against an issuer's published keys; where the token's key is not among them,
   * they are fetched again, as often as the configuration allows, before the token is refused.
   *
   * @throws UncheckedIOException when no keys could be had at all
   */
  public Validation validate(String token, OpenIdConfiguration configuration) {
    return validate(token, new TrustedIssuers(List.of(configuration), SigningKeys.none(), false));
  }

  /**
   * Validates a token that any of several issuers may have signed. One whose keys cannot be had is
   * no hindrance to tokens of the others.
   *
   * @throws UncheckedIOException when a token is not accepted and keys of an issuer could never be
   *     had
   */
  public Validation validate(String token, TrustedIssuers trusted) {
    return read(token, parsed -> check(parsed, trusted));
  }

  /**
   * The same where nothing has to be asked for and no signature to be verified: the token was
   * accepted before, and the keys of all issuers are known and fresh. Empty where that is not so.
   */
  public Optional<Validation> validateAtHand(String token, TrustedIssuers trusted) {
    Optional<ParsedToken> before = verified.parsed(token);
    Optional<TrustedIssuers.Known> known = trusted.fresh();
    if (before.isEmpty() || known.isEmpty()) {
      return Optional.empty();
    }
    // Without its key the token may be good still: keys would be asked for.
    return Optional.of(check(before.get(), trusted, known.get()))
        .filter(v -> !(v instanceof Refused refused && refused.reason() == Reason.KEY_NOT_FOUND));
  }

  private Validation read(String token, Function<ParsedToken, Validation> then) {
    if (token.isBlank()) {
      return new Refused(Reason.MISSING, "No token");
    }
    if (token.length() > MAX_LENGTH) {
      return new Refused(Reason.TOO_LONG, "The token has more than 256000 characters");
    }
    Optional<ParsedToken> before = verified.parsed(token);
    if (before.isPresent()) {
      return then.apply(before.get());
    }
    ParsedToken parsed;
    try {
      parsed = ParsedToken.parse(token);
    } catch (IOException e) {
      return new Refused(Reason.MALFORMED, "The token is malformed");
    }
    Validation validation = then.apply(parsed);
    if (validation instanceof Accepted && token.length() <= MAX_KEPT) {
      verified.accepted(token, parsed);
    }
    return validation;
  }

  private Validation check(ParsedToken token, TrustedIssuers trusted) {
    TrustedIssuers.Known known = trusted.current();
    Validation validation = check(token, trusted, known);
    if (validation instanceof Refused refused && refused.reason() == Reason.KEY_NOT_FOUND) {
      TrustedIssuers.Known fetched = trusted.refreshed(known);
      if (!fetched.issuers().equals(known.issuers())) {
        validation = check(token, trusted, fetched);
      }
      known = fetched;
    }
    if (validation instanceof Refused && known.missing().isPresent()) {
      throw new UncheckedIOException(known.missing().get());
    }
    return validation;
  }

  /** Keys, and which names may stand in the tokens that they sign. */
  private record Source(SigningKeys keys, Predicate<String> issuers) {}

  private Validation check(ParsedToken token, TrustedIssuers trusted, TrustedIssuers.Known known) {
    List<Source> sources = sources(token, trusted, known);
    for (Source source : sources) {
      if (source.keys().namedBy(token).isPresent()) {
        return check(token, source.keys(), source.issuers());
      }
    }
    Validation result = new Refused(Reason.KEY_NOT_FOUND, "There is no key");
    boolean first = true;
    for (Source source : sources) {
      Validation one = check(token, source.keys(), source.issuers());
      if (one instanceof Accepted) {
        return one;
      }
      // That a key is missing counts most: it may just have been published.
      if (first || ((Refused) one).reason() == Reason.KEY_NOT_FOUND) {
        result = one;
      }
      first = false;
    }
    return result;
  }

  private List<Source> sources(
      ParsedToken token, TrustedIssuers trusted, TrustedIssuers.Known known) {
    List<Source> sources = new ArrayList<>();
    for (Issuer issuer : known.issuers()) {
      sources.add(
          new Source(
              issuer.keys(), name -> isListed(name) || isOf(issuer, name, token, trusted.entra())));
    }
    if (trusted.published().isEmpty()) {
      boolean any = rules.issuers().isEmpty();
      sources.add(new Source(trusted.given(), name -> any || isListed(name)));
    } else if (!trusted.given().isEmpty()) {
      Predicate<String> published =
          name -> known.issuers().stream().anyMatch(i -> isOf(i, name, token, trusted.entra()));
      sources.add(new Source(trusted.given(), published.or(this::isListed)));
    }
    return sources;
  }

  private boolean isListed(String name) {
    return !name.isBlank() && rules.issuers().contains(name);
  }

  private static boolean isOf(Issuer issuer, String name, ParsedToken token, boolean entra) {
    if (name.isBlank()) {
      return false;
    }
    return entra ? EntraNames.include(name, issuer.issuer(), token) : name.equals(issuer.issuer());
  }

  private Validation check(ParsedToken token, SigningKeys keys, Predicate<String> issuers) {
    Optional<Refused> signature = signatures.check(token, keys);
    if (signature.isPresent() && signature.get().reason() != Reason.KEY_NOT_FOUND) {
      return signature.get();
    }
    Optional<Refused> lifetime = checks.lifetime(token);
    if (lifetime.isPresent()) {
      return lifetime.get();
    }
    Optional<Refused> issuer = TokenChecks.issuer(token, issuers);
    if (signature.isPresent()) {
      return issuer.orElse(signature.get());
    }
    return checks
        .audience(token)
        .or(() -> issuer)
        .or(() -> checks.type(token))
        .<Validation>map(refused -> refused)
        .orElseGet(() -> new Accepted(token.claims()));
  }
}
