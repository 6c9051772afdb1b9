package dev.patienttests.local.stack.callers;

import dev.patienttests.local.platform.Fault;
import java.util.Locale;
import java.util.Optional;

/**
 * Which token somebody wants; what is left open follows from the product.
 *
 * @param product whose callers get such tokens
 * @param role app role that must be in it
 * @param scope delegated permission of a user that must be in it, External ID alone
 * @param client name of the client that it is for
 * @param issuer who gives it out, and for what
 * @param fault what is to be wrong with it
 */
public record TokenWish(
    Product product,
    Optional<String> role,
    Optional<String> scope,
    Optional<String> client,
    Optional<Issuer> issuer,
    Optional<Fault> fault) {

  /** A product that takes tokens. */
  public enum Product {
    /** Clinics, by the tenant's own tokens. */
    PRIVATE(Issuer.ENTRA, "Patient.Read"),
    /** Partners, by tokens of External ID, or of the tenant for what their own provider proves. */
    PARTNER(Issuer.EXTERNAL_ID, "Partner.Call");

    private final Issuer issuer;
    private final String role;

    Product(Issuer issuer, String role) {
      this.issuer = issuer;
      this.role = role;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who gives a token out, and for what. */
  public enum Issuer {
    /** The tenant, for a client's secret. */
    ENTRA,
    /** The tenant of the partners' users. */
    EXTERNAL_ID,
    /** The tenant, for a token of the client's own provider. */
    FEDERATED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A good token, as callers of a product have it. */
  public static TokenWish of(Product product) {
    return new TokenWish(
        product,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with a role. */
  public TokenWish withRole(String value) {
    return new TokenWish(product, Optional.of(value), scope, client, issuer, fault);
  }

  /** The same with a scope. */
  public TokenWish withScope(String value) {
    return new TokenWish(product, role, Optional.of(value), client, issuer, fault);
  }

  /** The same by an issuer. */
  public TokenWish by(Issuer value) {
    return new TokenWish(product, role, scope, client, Optional.of(value), fault);
  }

  /** The same with a fault. */
  public TokenWish with(Fault value) {
    return new TokenWish(product, role, scope, client, issuer, Optional.of(value));
  }

  Issuer issuerOrDefault() {
    return issuer.orElse(product.issuer);
  }

  String defaultRole() {
    return product.role;
  }
}
