package dev.patienttests.audit;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import java.util.Optional;
import java.util.function.Supplier;

/** Says whether this app can work, and nothing else. */
public final class HealthFunction {
  private final Supplier<AuditApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public HealthFunction() {
    this(AuditApp::shared);
  }

  HealthFunction(Supplier<AuditApp> app) {
    this.app = app;
  }

  /**
   * 200 when settings are valid and every secret has a value, else 503.
   *
   * <pre>{@code curl -i http://localhost:7072/api/health}</pre>
   */
  @FunctionName("Health")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "health",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Endpoint.answer(
        request,
        context.getLogger(),
        call -> {
          app.get().requireSecrets();
          return ApiResponse.empty(200);
        });
  }
}
