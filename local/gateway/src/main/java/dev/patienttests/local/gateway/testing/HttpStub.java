package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A fake answer to calls of policies.
 *
 * @param method whose calls it answers; empty for every one
 * @param urlPrefix how their URLs begin; empty for the calls to the backend
 * @param answer makes a new one for each call, or throws what {@link Answers} gives for none
 */
public record HttpStub(
    Optional<String> method, Optional<String> urlPrefix, Supplier<Response> answer) {

  boolean answers(Call call, boolean backend) {
    return urlPrefix.map(prefix -> call.url().toString().startsWith(prefix)).orElse(backend)
        && method.map(call.method()::equals).orElse(true);
  }
}
