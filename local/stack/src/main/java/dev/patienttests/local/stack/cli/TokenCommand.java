package dev.patienttests.local.stack.cli;

import dev.patienttests.local.platform.Fault;
import dev.patienttests.local.stack.callers.CallerTokens;
import dev.patienttests.local.stack.callers.TokenWish;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a caller's token out, good or bad. */
@Command(
    name = "token",
    description = {
      "Prints one token for the gateway, as callers of a product have it, and nothing else.",
      "With --fault: one that must be refused, for that reason alone."
    })
public final class TokenCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Option(
      names = "--product",
      required = true,
      paramLabel = "PRODUCT",
      description = "${COMPLETION-CANDIDATES}")
  private TokenWish.Product product;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = {
        "app role that is in it, such as Patient.ReadWrite",
        "(default: Patient.Read for private; Partner.Call for partner and federated)"
      })
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "what a user of External ID allows (default without --role: Patients.Read)")
  private Optional<String> scope = Optional.empty();

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description = "for whom, such as clinic-desk (default: who holds the role)")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--issuer",
      paramLabel = "ISSUER",
      description = {
        "entra, for a client's secret; external-id, made with its keys; federated: Entra ID, for",
        "a token of the partner's own provider (default: entra for private, external-id for partner)"
      })
  private Optional<TokenWish.Issuer> issuer = Optional.empty();

  @Option(names = "--fault", paramLabel = "FAULT", description = "${COMPLETION-CANDIDATES}")
  private Optional<Fault> fault = Optional.empty();

  @Override
  public Integer call() {
    TokenWish wish = new TokenWish(product, role, scope, client, issuer, fault);
    System.out.println(new CallerTokens(variant.running().callers()).token(wish));
    return 0;
  }
}
