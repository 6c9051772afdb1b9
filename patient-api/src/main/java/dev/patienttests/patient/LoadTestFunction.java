package dev.patienttests.patient;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;

/** Loads a test of a patient. */
public final class LoadTestFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public LoadTestFunction() {
    this(PatientApp::shared);
  }

  LoadTestFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * LoadTest: 200 with {@code ETag}, or 404, also for a test of another patient. Ids that are not
   * canonical UUIDs are 404 without a record in the audit and without a look at the store.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/api/patient/0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d/tests/5c2d7a1e-8b3f-4d6a-9e0c-1f2a3b4c5d6e
   * }</pre>
   */
  @FunctionName("LoadTest")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "patient/{patientId}/tests/{testId}",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    RoutePath path = RoutePath.of(request::getUri);
    return Endpoint.answer(request, context, call -> load(call, path));
  }

  private ApiResponse load(ApiRequest call, RoutePath path) {
    RequestOrigin origin =
        app.get().admit(call, Operation.LOAD_TEST, () -> new Target(path.id(0), path.id(2)));
    return path.id(2)
        .flatMap(
            patientId -> path.id(0).flatMap(id -> app.get().tests().load(patientId, id, origin)))
        .map(Answers::loadedTest)
        .orElseThrow(() -> ProblemException.notFound("There is no such test."));
  }
}
