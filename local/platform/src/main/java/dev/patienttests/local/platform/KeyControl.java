package dev.patienttests.local.platform;

import java.util.List;
import java.util.Optional;

/** Rollover of signing keys, as each issuer does it from time to time without asking anybody. */
final class KeyControl {

  private final Issuers issuers;
  private final TokenService tokens;

  KeyControl(Issuers issuers, TokenService tokens) {
    this.issuers = issuers;
    this.tokens = tokens;
  }

  /**
   * Answers {@code POST /control/keys/<issuer>/roll}: new tokens are signed with the next key, and
   * {@code POST /control/keys/<issuer>/retire}: replaced keys are published no more.
   */
  HttpAnswer answer(HttpCall call) {
    List<String> path = call.path();
    Optional<TokenSigner> signer = path.size() == 4 ? issuers.find(path.get(2)) : Optional.empty();
    if (signer.isEmpty()) {
      return refused(404, "There is no such issuer.");
    }
    if (!call.method().equals("POST")) {
      return refused(405, "Only POST is served.");
    }
    switch (path.get(3)) {
      case "roll" -> signer.get().roll();
      case "retire" -> signer.get().retire();
      default -> {
        return refused(404, "There is no such control.");
      }
    }
    if (path.get(2).equals(TokenSigner.ENTRA)) {
      tokens.forget();
    }
    return HttpAnswer.empty(204);
  }

  private static HttpAnswer refused(int status, String message) {
    return HttpAnswer.of(status, HttpAnswer.object().put("message", message));
  }
}
