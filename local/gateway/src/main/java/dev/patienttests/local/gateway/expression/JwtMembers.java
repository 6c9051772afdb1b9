package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code AsJwt}, {@code AsBasic} and what they give. Nothing of a token is checked here. */
final class JwtMembers {
  private JwtMembers() {}

  /** A token that was decoded; its claims by name, each with its values. */
  private record Jwt(JObject header, JObject payload, Map<String, List<String>> claims)
      implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("Jwt");
    }

    private String first(String name) {
      return claims.containsKey(name) && !claims.get(name).isEmpty()
          ? claims.get(name).get(0)
          : null;
    }

    private Object time(String name) {
      return payload.get(name) instanceof JValue value && value.value() instanceof Long seconds
          ? new CsDateTime(CsDateTime.UNIX, CsDateTime.Kind.UTC).plus(seconds * CsSpan.SECOND)
          : null;
    }
  }

  /** User and password of a header of the scheme Basic. */
  private record Basic(String user, String password) implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("BasicAuthCredentials");
    }

    @Override
    public String toString() {
      return "BasicAuthCredentials";
    }
  }

  static void extensions(MemberQuery m) {
    if (!m.wants("AsJwt", "TryParseJwt", "AsBasic", "TryParseBasic")) {
      return;
    }
    m.add("ext Jwt string.AsJwt()", a -> jwt((String) a.self()).orElse(null));
    m.add("ext bool string.TryParseJwt(out Jwt result)", a -> attempt(a, jwt((String) a.self())));
    m.add("ext BasicAuthCredentials string.AsBasic()", a -> basic((String) a.self()).orElse(null));
    m.add(
        "ext bool string.TryParseBasic(out BasicAuthCredentials result)",
        a -> attempt(a, basic((String) a.self())));
  }

  static void credentials(MemberQuery m) {
    m.property("string BasicAuthCredentials.UserId", a -> a.me(Basic.class).user());
    m.property("string BasicAuthCredentials.Password", a -> a.me(Basic.class).password());
  }

  static void tokens(MemberQuery m) {
    m.property("string Jwt.Algorithm", a -> text(a.me(Jwt.class).header(), "alg"));
    m.property("string Jwt.Type", a -> text(a.me(Jwt.class).header(), "typ"));
    m.property("string Jwt.Id", a -> a.me(Jwt.class).first("jti"));
    m.property("string Jwt.Issuer", a -> a.me(Jwt.class).first("iss"));
    m.property("string Jwt.Subject", a -> a.me(Jwt.class).first("sub"));
    m.property(
        "IEnumerable<string> Jwt.Audiences",
        a -> CsList.of(Types.STRING, a.me(Jwt.class).claims().getOrDefault("aud", List.of())));
    m.property("MultiMap Jwt.Claims", a -> a.me(Jwt.class).claims());
    m.property("DateTime? Jwt.ExpirationTime", a -> a.me(Jwt.class).time("exp"));
    m.property("DateTime? Jwt.NotBefore", a -> a.me(Jwt.class).time("nbf"));
    m.property("DateTime? Jwt.IssuedAt", a -> a.me(Jwt.class).time("iat"));
  }

  private static Object attempt(Args a, Optional<?> found) {
    a.values()[0] = found.orElse(null);
    return found.isPresent();
  }

  private static String text(JObject object, String name) {
    JsonToken value = object.get(name);
    return value == null ? null : value.toString();
  }

  static Optional<? extends Typed> token(String given) {
    return jwt(given);
  }

  private static Optional<Jwt> jwt(String given) {
    String token = given == null ? "" : given.strip();
    token = token.startsWith("Bearer ") ? token.substring("Bearer ".length()).strip() : token;
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return Optional.empty();
    }
    try {
      boolean objects =
          decoded(parts[0]) instanceof JObject && decoded(parts[1]) instanceof JObject;
      if (!objects) {
        return Optional.empty();
      }
      JObject payload = (JObject) decoded(parts[1]);
      return Optional.of(new Jwt((JObject) decoded(parts[0]), payload, claims(payload)));
    } catch (DotNetException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JsonToken decoded(String part) {
    byte[] octets = Base64.getUrlDecoder().decode(part);
    return new JsonReader(new String(octets, StandardCharsets.UTF_8), false).document();
  }

  /** An array is several values of a claim. */
  private static Map<String, List<String>> claims(JObject payload) {
    Map<String, List<String>> claims = new LinkedHashMap<>();
    for (JProperty property : payload.properties()) {
      List<String> values = new ArrayList<>();
      List<? extends JsonToken> items =
          property.value() instanceof JArray array ? array.items() : List.of(property.value());
      items.forEach(item -> values.add(value(item)));
      if (!values.isEmpty()) {
        claims.put(property.name(), List.copyOf(values));
      }
    }
    return claims;
  }

  private static String value(JsonToken token) {
    if (token instanceof JValue scalar) {
      return scalar.value() instanceof Boolean flag ? flag.toString() : scalar.toString();
    }
    return JsonText.compact(token);
  }

  private static Optional<Basic> basic(String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] octets = Encodings.fromBase64(header.substring(6).strip()).toBytes();
      String text = new String(octets, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Basic(text.substring(0, colon), text.substring(colon + 1)));
    } catch (DotNetException e) {
      return Optional.empty();
    }
  }
}
