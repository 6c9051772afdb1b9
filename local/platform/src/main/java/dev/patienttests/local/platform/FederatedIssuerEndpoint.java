package dev.patienttests.local.platform;

import java.io.IOException;

/** Metadata and keys of an issuer that clients federate with. */
final class FederatedIssuerEndpoint {

  private final FederatedIssuer issuer;
  private final TokenSigner signer;

  FederatedIssuerEndpoint(FederatedIssuer issuer, TokenSigner signer) {
    this.issuer = issuer;
    this.signer = signer;
  }

  HttpAnswer answer(HttpCall call) throws IOException {
    return switch (call.method() + " " + String.join("/", call.path())) {
      case "GET .well-known/openid-configuration" ->
          new OpenIdMetadata(issuer.issuer(), issuer.issuer() + "/keys").answer();
      case "GET keys" -> HttpAnswer.of(200, HttpCall.MAPPER.readTree(signer.publicKeys()));
      default -> HttpAnswer.empty(404);
    };
  }
}
