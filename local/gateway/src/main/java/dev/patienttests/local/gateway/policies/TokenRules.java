package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.TokenValidator;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of a token; evaluated for each request only where there are expressions among them. */
final class TokenRules {
  /** As the page of validate-jwt lists them, and HMAC for given secrets. */
  private static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS512", "PS256", "ES256", "HS256", "HS384", "HS512");

  private static final Pattern SPAN = Pattern.compile("(\\d{1,2}):([0-5]\\d):([0-5]\\d)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final List<Value> audiences;
  private final List<Value> issuers;
  private final Value expiration;
  private final Value signature;
  private final Value skew;
  private final boolean fixed;
  private final TokenValidator validator;

  private TokenRules(PolicyReader reader, List<Value> audiences, List<Value> issuers) {
    this.audiences = audiences;
    this.issuers = issuers;
    this.expiration = flag(reader, "require-expiration-time");
    this.signature = flag(reader, "require-signed-tokens");
    this.skew = reader.optional("clock-skew").orElse(Value.literal("0"));
    if (skew.literal().isPresent() && duration(skew.literal().get()).isEmpty()) {
      throw reader.element().refusal("clock-skew", "is neither seconds nor hh:mm:ss");
    }
    this.fixed =
        Stream.of(audiences, issuers, List.of(expiration, signature, skew))
            .flatMap(List::stream)
            .allMatch(value -> value.literal().isPresent());
    Rules known =
        fixed
            ? rules(value -> value.literal().orElseThrow())
            : new Rules(Set.of(), Set.of(), Duration.ZERO);
    this.validator = new TokenValidator(known, reader.services().clock().withZone(ZoneOffset.UTC));
  }

  /** Those of {@code validate-jwt}. */
  static TokenRules read(PolicyReader reader) {
    return new TokenRules(
        reader,
        reader.list("audiences", "audience").orElse(List.of()),
        reader.list("issuers", "issuer").orElse(List.of()));
  }

  /** With these audiences, and of any issuer whose keys are trusted. */
  static TokenRules of(PolicyReader reader, List<Value> audiences) {
    return new TokenRules(reader, audiences, List.of());
  }

  private static Value flag(PolicyReader reader, String attribute) {
    return reader.element().attribute(attribute).isPresent()
        ? reader.condition(attribute)
        : Value.literal("true");
  }

  /** Validates by the rules of this request; all of them share what was verified before. */
  TokenValidator validator(Exchange exchange) {
    return fixed ? validator : validator.with(rules(value -> value.text(exchange)));
  }

  private Rules rules(Function<Value, String> text) {
    return new Rules(
        texts(audiences, text),
        texts(issuers, text),
        duration(text.apply(skew))
            .orElseThrow(() -> PolicyFailure.expression("The clock skew is no time.")),
        new Rules.Details(
            ALGORITHMS,
            true,
            isTrue(text.apply(expiration)),
            Set.of(),
            isTrue(text.apply(signature))));
  }

  /** An empty text is a fault: left out, it would be one condition less. */
  private static Set<String> texts(List<Value> values, Function<Value, String> text) {
    Set<String> texts = new HashSet<>();
    for (Value value : values) {
      String one = text.apply(value).strip();
      if (one.isEmpty()) {
        throw PolicyFailure.expression("An audience or issuer is empty.");
      }
      texts.add(one);
    }
    return texts;
  }

  /** Whatever is not false asks for the check. */
  private static boolean isTrue(String text) {
    return !text.strip().equalsIgnoreCase("false");
  }

  private static Optional<Duration> duration(String given) {
    String text = given.strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    Matcher span = SPAN.matcher(text);
    return span.matches()
        ? Optional.of(
            Duration.ofHours(Long.parseLong(span.group(1)))
                .plusMinutes(Long.parseLong(span.group(2)))
                .plusSeconds(Long.parseLong(span.group(3))))
        : Optional.empty();
  }
}
