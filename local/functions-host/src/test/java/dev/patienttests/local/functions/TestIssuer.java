package dev.patienttests.local.functions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.NetworkListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** An issuer of tokens with OpenID metadata behind the virtual network. */
final class TestIssuer implements AutoCloseable {
  static final String HOST = "login.microsoftonline.com";
  static final String ISSUER = "https://" + HOST + "/tenant/v2.0";
  private final RSAKey key;
  private final Server server = NetworkListener.server("issuer");
  private final ServerConnector connector;

  TestIssuer(ListenerSettings listener) throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    connector =
        NetworkListener.behindNetwork(
            server, listener, NetworkListener.Sni.OPTIONAL, configuration -> {});
    server.addConnector(connector);
    server.setHandler(new Metadata());
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  String token(String audience, String application, Instant expires) throws JOSEException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(audience)
            .claim("azp", application)
            .claim("oid", "object-id")
            .claim("roles", List.of("Patient.Invoke"))
            .notBeforeTime(Date.from(expires.minusSeconds(3600)))
            .expirationTime(Date.from(expires))
            .build();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build();
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Metadata extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String json =
          request.getHttpURI().getPath().endsWith("/openid-configuration")
              ? "{\"issuer\":\"%s\",\"jwks_uri\":\"https://%s/keys\"}".formatted(ISSUER, HOST)
              : new JWKSet(key).toString();
      response.getHeaders().put("Content-Type", "application/json");
      response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }
  }
}
