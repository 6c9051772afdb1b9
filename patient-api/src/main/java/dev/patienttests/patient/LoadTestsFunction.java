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

/** Loads the tests of a patient. */
public final class LoadTestsFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public LoadTestsFunction() {
    this(PatientApp::shared);
  }

  LoadTestsFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * LoadTests: 200 with an array of the patient's tests, at most 50, in the order of their ids, or
   * 404 when there are none. When there are more, {@code x-continuation} of the answer, sent with
   * the same request within 15 minutes, asks for the next ones.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/api/patient/0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d/tests
   * }</pre>
   */
  @FunctionName("LoadTests")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "patient/{patientId}/tests",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    RoutePath path = RoutePath.of(request::getUri);
    return Endpoint.answer(request, context, call -> list(call, path));
  }

  private ApiResponse list(ApiRequest call, RoutePath path) {
    RequestOrigin origin =
        app.get().admit(call, Operation.LOAD_TESTS, () -> Target.testsOf(path.id(1)));
    String patientId =
        path.id(1).orElseThrow(() -> ProblemException.notFound("There are no tests."));
    return Answers.page(
        app.get().tests().list(patientId, call.header(Continuations.HEADER), origin),
        TestJson::answer);
  }
}
