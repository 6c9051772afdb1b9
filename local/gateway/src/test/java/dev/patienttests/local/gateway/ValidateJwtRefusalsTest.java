package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code validate-jwt} cannot hold is refused at load. */
class ValidateJwtRefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
<validate-jwt />                                             § <validate-jwt>: needs one of header-name
<validate-jwt header-name="a" token-value="b" />             § <validate-jwt>: needs one of header-name
<validate-jwt header-name="a" clock-skew="x" />              § attribute 'clock-skew': is neither seconds nor hh:mm:ss
<validate-jwt header-name="a" failed-validation-httpcode="200" /> § attribute 'failed-validation-httpcode': '200' is no whole number from 400
<validate-jwt header-name="a" require-signed-tokens="no" />  § attribute 'require-signed-tokens': expected true, false
<validate-jwt header-name="a"><openid-config url="http://a.example" /></validate-jwt> § <openid-config> attribute 'url': is no absolute https URL
<validate-jwt header-name="a"><openid-config /></validate-jwt> § <openid-config>: attribute 'url' is missing
<validate-jwt header-name="a"><openid-config url="@(1)" /></validate-jwt> § <openid-config> attribute 'url': expressions are not allowed here
<validate-jwt header-name="a"><audiences /></validate-jwt>   § <audiences>: a <audience> is missing
<validate-jwt header-name="a"><audiences><audience> </audience></audiences></validate-jwt> § <audience>: is empty
<validate-jwt header-name="a"><issuers><audience>a</audience></issuers></validate-jwt> § <audience>: is not allowed in <issuers>
<validate-jwt header-name="a"><issuers><issuer>a</issuer></issuers><audiences><audience>a</audience></audiences></validate-jwt> § <audiences>: must stand before <issuers>
<validate-jwt header-name="a"><decryption-keys><key>MDEyMw==</key></decryption-keys></validate-jwt> § <key>: is no secret of 32, 48 or 64 bytes in Base64
<validate-jwt header-name="a"><decryption-keys><key certificate-id="b" /></decryption-keys></validate-jwt> § <key> attribute 'certificate-id': there is no store of certificates
<validate-jwt header-name="a"><decryption-keys><key>@("x")</key></decryption-keys></validate-jwt> § <key>: expressions are not supported here
<validate-jwt header-name="a"><decryption-keys /></validate-jwt> § <decryption-keys>: a <key> is missing
<validate-jwt header-name="a"><issuer-signing-keys /></validate-jwt> § <issuer-signing-keys>: a <key> is missing
<validate-jwt header-name="a"><issuer-signing-keys><key certificate-id="c" /></issuer-signing-keys></validate-jwt> § <key> attribute 'certificate-id': there is no store of certificates
<validate-jwt header-name="a"><issuer-signing-keys><key>c2hvcnQ=</key></issuer-signing-keys></validate-jwt> § <key>: is no secret of at least 32 bytes in Base64
<validate-jwt header-name="a"><issuer-signing-keys><key n="AQAB" e="AQAB" /></issuer-signing-keys></validate-jwt> § <key>: is no RSA key of at least 2048 bits
<validate-jwt header-name="a"><issuer-signing-keys><key n="AQAB" /></issuer-signing-keys></validate-jwt> § <key>: attribute 'e' is missing
<validate-jwt header-name="a"><required-claims><claim name="a" match="some" /></required-claims></validate-jwt> § <claim> attribute 'match': 'some' is none of [all, any]
<validate-jwt header-name="a"><required-claims><claim name="a" separator="" /></required-claims></validate-jwt> § <claim> attribute 'separator': is empty
<validate-jwt header-name="a"><required-claims /></validate-jwt> § <required-claims>: a <claim> is missing
""")
  void whatCannotBeHeldIsRefusedAtLoad(String policy, String message) {
    assertThat(LoadRefusalTest.refusal(LoadRefusalTest.page(policy))).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"outbound", "on-error"})
  void itStandsInInboundOnly(String section) {
    Engine elsewhere =
        section.equals("outbound")
            ? Engine.with("", "<validate-jwt header-name=\"a\" />", "")
            : Engine.with("", "", "<validate-jwt header-name=\"a\" />");
    assertThat(LoadRefusalTest.refusal(elsewhere)).contains("is not allowed in section " + section);
  }
}
