package dev.patienttests.local.platform;

import dev.patienttests.local.storage.BlobAnswer;
import dev.patienttests.local.storage.BlobRequest;
import dev.patienttests.local.storage.BlobService;
import java.io.IOException;
import java.util.Optional;

/** Passes requests with the tenant's tokens to the blob service. */
final class BlobEndpoint {

  private final BlobService service;
  private final AppTokens tokens;

  BlobEndpoint(BlobService service, AppTokens tokens) {
    this.service = service;
    this.tokens = tokens;
  }

  HttpAnswer answer(HttpCall call) throws IOException {
    BlobAnswer answer =
        service.answer(
            new BlobRequest(
                call.method(),
                call.decodedPath(),
                call.queries(),
                call.headers(),
                call::body,
                call.caller(),
                call.bearerToken().flatMap(tokens::caller).map(AppTokens.AppCaller::objectId)));
    return new HttpAnswer(answer.status(), answer.headers(), Optional.of(answer.body()));
  }
}
