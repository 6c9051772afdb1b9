package dev.patienttests.local.jwt;

import dev.patienttests.local.jwt.JsonObject.Kind;
import dev.patienttests.local.jwt.JsonObject.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A signed token in compact form (RFC 7515), taken apart but not yet believed.
 *
 * @param thumbprint of the certificate that its header names
 * @param signed the part that the signature covers
 * @param signature as it stands in the token
 */
record ParsedToken(
    String algorithm,
    Optional<String> keyId,
    Optional<String> thumbprint,
    Optional<String> type,
    String signed,
    String signature,
    Optional<String> issuer,
    List<String> audiences,
    OptionalLong expires,
    OptionalLong notBefore,
    Claims claims) {
  private static final int LONG_DIGITS = 19;
  private static final Set<String> DATES = Set.of("exp", "nbf", "iat");

  /**
   * Takes a token apart.
   *
   * @throws IOException when it is malformed; the message holds nothing of it
   */
  static ParsedToken parse(String token) throws IOException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new IOException("Not a signed token of three parts");
    }
    JsonObject header = JsonObject.parse(decodeText(parts[0]));
    JsonObject payload = JsonObject.parse(decodeText(parts[1]));
    for (String name : List.of("typ", "cty")) {
      header.text(name);
    }
    for (String name : List.of("jti", "azp")) {
      payload.text(name);
    }
    return new ParsedToken(
        header.text("alg").orElse(""),
        header.text("kid"),
        header.text("x5t"),
        header.text("typ"),
        parts[0] + "." + parts[1],
        parts[2],
        payload.text("iss"),
        audiences(payload),
        date(payload, "exp"),
        date(payload, "nbf"),
        claims(payload));
  }

  private static List<String> audiences(JsonObject payload) throws IOException {
    Optional<Value> audience = payload.get("aud");
    if (audience.isEmpty()) {
      return List.of();
    }
    Value value = audience.get();
    List<Value> all = value.is(Kind.ARRAY) ? value.elements() : List.of(value);
    List<String> audiences = new ArrayList<>();
    for (Value one : all) {
      if (one.is(Kind.TEXT)) {
        audiences.add(one.text());
      } else if (!one.is(Kind.NULL)) {
        throw new IOException("'aud' is neither a string nor an array of strings");
      }
    }
    return audiences;
  }

  /** Seconds since 1970, a number or a string that is one; fractions are rounded half to even. */
  private static OptionalLong date(JsonObject payload, String name) throws IOException {
    Value value = payload.members().get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value.is(Kind.NUMBER) || value.is(Kind.TEXT)) {
      try {
        BigDecimal number = new BigDecimal(value.text().trim());
        if (number.precision() - number.scale() <= LONG_DIGITS && number.scale() < 400) {
          return OptionalLong.of(number.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        }
      } catch (ArithmeticException | NumberFormatException e) {
        throw new IOException("'" + name + "' is not a date", e);
      }
    }
    throw new IOException("'" + name + "' is not a date");
  }

  private static Claims claims(JsonObject payload) throws IOException {
    List<Claim> claims = new ArrayList<>();
    for (Map.Entry<String, Value> member : payload.members().entrySet()) {
      String name = member.getKey();
      Value value = member.getValue();
      if (name.equals("aud")) {
        audiences(payload).forEach(audience -> claims.add(new Claim(name, audience)));
      } else if (DATES.contains(name)) {
        claims.add(new Claim(name, Long.toString(date(payload, name).orElseThrow())));
      } else if (value.is(Kind.ARRAY)) {
        value.elements().forEach(one -> claims.add(new Claim(name, textOf(one))));
      } else {
        claims.add(new Claim(name, textOf(value)));
      }
    }
    return new Claims(claims);
  }

  private static String textOf(Value value) {
    return switch (value.kind()) {
      case NULL -> "";
      case NUMBER -> NumberText.of(value.text());
      default -> value.text();
    };
  }

  private static String decodeText(String part) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decode(part))).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("Not UTF-8", e);
    }
  }

  /** Base64url without padding (RFC 4648, section 5), in its one canonical form. */
  static byte[] decode(String part) throws IOException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("Not Base64url", e);
    }
    throw new IOException("Not canonical Base64url");
  }
}
