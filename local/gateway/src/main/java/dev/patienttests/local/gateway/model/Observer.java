package dev.patienttests.local.gateway.model;

/**
 * Follows one request through its policies: for tests, coverage and traces. Requests that nobody
 * follows cost nothing for it.
 */
public interface Observer {
  /** A policy is about to run. */
  void entering(PolicyPlace place, Exchange exchange);

  /** It has run; {@code ended} tells whether the response goes to the caller as it is. */
  void left(PolicyPlace place, Exchange exchange, boolean ended);

  /** It failed; {@code message} is the one of {@code context.LastError}. */
  void failed(PolicyPlace place, Exchange exchange, String message);

  /** Nobody waits for it any more; other policies may be acting on the exchange. */
  void abandoned(PolicyPlace place);

  /** A policy went one of its ways. */
  void took(Branch branch);

  /** The request goes to on-error. */
  void erred(LastError error, Exchange exchange);
}
