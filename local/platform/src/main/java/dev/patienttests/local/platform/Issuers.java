package dev.patienttests.local.platform;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All issuers that the platform signs for, by the name that {@link TokenSigner} has for them. */
final class Issuers {

  private final Map<String, TokenSigner> signers;
  private final List<FederatedIssuer> federated;

  /**
   * Opens the keys of all of them.
   *
   * @throws IllegalArgumentException for an issuer that cannot be served
   */
  Issuers(PlatformConfig config, Clock clock) {
    federated =
        config.registrations().stream()
            .flatMap(registration -> registration.federatedCredentials().stream())
            .map(credential -> new FederatedIssuer(credential.issuer()))
            .distinct()
            .toList();
    List<String> names = new ArrayList<>(List.of(TokenSigner.ENTRA));
    config.externalId().ifPresent(tenant -> names.add(TokenSigner.EXTERNAL_ID));
    federated.forEach(issuer -> names.add(issuer.hostName()));
    // At the first start a key is made for each of them, which takes its time.
    signers =
        names.parallelStream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> TokenSigner.open(config.dataDirectory(), name, clock)));
  }

  /** The signer of an issuer that there is. */
  TokenSigner signer(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no issuer " + name));
  }

  Optional<TokenSigner> find(String name) {
    return Optional.ofNullable(signers.get(name));
  }

  /** Those that clients of the tenant federate with. */
  List<FederatedIssuer> federated() {
    return federated;
  }

  /** Their keys, by what tokens name as the issuer. */
  Map<String, TokenSigner> federatedSigners() {
    Map<String, TokenSigner> byIssuer = new HashMap<>();
    federated.forEach(issuer -> byIssuer.put(issuer.issuer(), signer(issuer.hostName())));
    return byIssuer;
  }
}
