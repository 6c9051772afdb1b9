package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.patienttests.local.gateway.model.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Whose keys {@code validate-jwt} takes for which tokens. */
class ValidateJwtKeysTest extends ValidateJwtCalls {
  @Test
  void aTokenIsSignedAndIssuedByTheSameIssuer() {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    TestIssuer other = TestIssuer.other(engine.clock);
    other.key = TestIssuer.newKey("other");
    issuer.publish(engine);
    other.publish(engine);
    inbound(
        "header-name=\"Authorization\"",
        "<openid-config url=\"%s\" /><openid-config url=\"%s\" />%s"
            .formatted(issuer.metadata, other.metadata, AUDIENCES));
    isAccepted(call(issuer.token()));
    isAccepted(call(other.token()));
    isRefused(call(other.token(c -> c.issuer(issuer.issuer))), "TokenIssuerNotAllowed");
    other.key = TestIssuer.newKey("other-2");
    isAccepted(call(other.token()));
  }

  @Test
  void anIssuerThatIsAwayIsNoHindranceToTokensOfTheOther() {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    TestIssuer other = TestIssuer.other(engine.clock);
    other.away = true;
    issuer.publish(engine);
    other.publish(engine);
    inbound(
        "header-name=\"Authorization\"",
        "<openid-config url=\"%s\" /><openid-config url=\"%s\" />"
            .formatted(other.metadata, issuer.metadata));
    isAccepted(call(issuer.token()));
  }

  @Test
  void secretsVerifyTokensThatAreSignedWithThem() {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    byte[] first = "first secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    byte[] second = "other secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    inbound(
        "header-name=\"Authorization\"",
        "<issuer-signing-keys><key>{{one}}</key><key id=\"two\">{{two}}</key></issuer-signing-keys>");
    engine.configs.namedValues.put("one", Base64.getEncoder().encodeToString(first));
    engine.configs.namedValues.put("two", Base64.getEncoder().encodeToString(second));
    JWSHeader plain = new JWSHeader(JWSAlgorithm.HS256);
    isAccepted(call(issuer.secret(first, plain)));
    isAccepted(call(issuer.secret(second, plain)));
    JWSHeader named = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("two").build();
    isAccepted(call(issuer.secret(second, named)));
    isRefused(call(issuer.secret(first, named)), "TokenSignatureInvalid");
    isRefused(call(issuer.token()), "TokenSignatureKeyNotFound");
  }

  @Test
  void aPublicKeyMayBeGivenAsModulusAndExponent() throws JOSEException {
    engine = new Engine();
    issuer = TestIssuer.entra(engine.clock);
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    inbound(
        "header-name=\"Authorization\"",
        "<issuer-signing-keys><key n=\"%s\" e=\"%s\" /></issuer-signing-keys><issuers><issuer>%s</issuer></issuers>"
            .formatted(rsa.getModulus(), rsa.getPublicExponent(), issuer.issuer));
    RSASSASigner signer = new RSASSASigner(rsa);
    isAccepted(call(issuer.sign(new JWSHeader(JWSAlgorithm.RS256), signer, c -> {})));
    isRefused(
        call(issuer.sign(new JWSHeader(JWSAlgorithm.RS256), signer, c -> c.issuer("x"))),
        "TokenIssuerNotAllowed");
    isRefused(
        call(issuer.sign(new JWSHeader(JWSAlgorithm.RS384), signer, c -> {})),
        "TokenSignatureInvalid");
    JWSHeader symmetric = new JWSHeader(JWSAlgorithm.HS256);
    isRefused(
        call(issuer.secret(rsa.toRSAPublicKey().getEncoded(), symmetric)),
        "TokenSignatureKeyNotFound");
  }

  private static String encrypted(byte[] secret, EncryptionMethod method, boolean zip, String token)
      throws JOSEException {
    JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.DIR, method).contentType("JWT");
    JWEObject object =
        new JWEObject(
            (zip ? header.compressionAlgorithm(CompressionAlgorithm.DEF) : header).build(),
            new Payload(token));
    object.encrypt(new DirectEncrypter(secret));
    return object.serialize();
  }

  @Test
  void encryptedTokensAreOpenedByTheSecretsForIt() throws JOSEException {
    byte[] short32 = "first secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    byte[] long64 = "0123456789abcdef".repeat(4).getBytes(StandardCharsets.UTF_8);
    policy(
        "header-name=\"Authorization\" output-token-variable-name=\"jwt\"",
        "<decryption-keys><key id=\"a\">%s</key><key>%s</key></decryption-keys>"
            .formatted(
                Base64.getEncoder().encodeToString(short32),
                Base64.getEncoder().encodeToString(long64)));
    String token = issuer.token();
    Exchange opened = call(encrypted(long64, EncryptionMethod.A256CBC_HS512, false, token));
    isAccepted(opened);
    assertThat(opened.variables().get("jwt")).isNotNull();
    isAccepted(call(encrypted(short32, EncryptionMethod.A128CBC_HS256, false, token)));
    isAccepted(call(token));
    isRefused(call(encrypted(short32, EncryptionMethod.A256GCM, false, token)), "JwtInvalid");
    isRefused(call(encrypted(short32, EncryptionMethod.A128CBC_HS256, true, token)), "JwtInvalid");
    byte[] other = "other secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    isRefused(call(encrypted(other, EncryptionMethod.A128CBC_HS256, false, token)), "JwtInvalid");
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
    isRefused(
        call(encrypted(short32, EncryptionMethod.A128CBC_HS256, false, unsigned)),
        "TokenSignatureInvalid");
  }
}
