package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.patienttests.audit.OpenAttempts.Found;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.Timestamps;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells a writer which of its own attempts nothing has closed. */
public final class LoadOpenAttemptsFunction {
  private final Supplier<AuditApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public LoadOpenAttemptsFunction() {
    this(AuditApp::shared);
  }

  LoadOpenAttemptsFunction(Supplier<AuditApp> app) {
    this.app = app;
  }

  /**
   * LoadOpenAttempts: 200 with the caller's own attempts that announced a write at {@code from} or
   * later, that are older than five minutes and that nothing closes. Everything before {@code
   * through} has been looked at; while {@code more}, the next call begins there.
   *
   * <pre>{@code
   * curl -i 'http://localhost:7072/api/auditrecord/open?from=2026-01-02T03:04:05Z'
   * }</pre>
   */
  @FunctionName("LoadOpenAttempts")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "auditrecord/open",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Endpoint.answer(request, context, this::load);
  }

  private ApiResponse load(ApiRequest request) {
    AuditRecord.Agent agent = app.get().reconciler(request);
    Instant from = AuditQueryReader.from(request);
    Found found = app.get().openAttempts().from(from, agent);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode attempts = json.putArray("attempts");
    found.attempts().forEach(attempt -> attempts.add(attempt.answer()));
    json.put("through", Timestamps.write(found.through()));
    json.put("more", found.more());
    return ApiResponse.json(200, json);
  }
}
