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
import dev.patienttests.http.FieldError;
import dev.patienttests.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates a test of a patient. */
public final class CreateTestFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public CreateTestFunction() {
    this(PatientApp::shared);
  }

  CreateTestFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * CreateTest: 201 with {@code Location} and {@code ETag}; 404 when there is no such patient, 400
   * when the path has no canonical UUID, 422 when its {@code Idempotency-Key} has been used for
   * another request.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/api/patient/0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d/tests \
   *   -H 'Content-Type: application/json' -H 'Idempotency-Key: order-4712' -d '{
   *   "performer": "TESTLAB01", "orderReference": "ORDER01", "observations": [{
   *     "id": "OBSERVATION-01", "code": "1554-5", "measurement": "182 mg/dL", "interpretation": "N",
   *     "issued": "2026-02-15T07:30:00+01:00", "status": "final"}]}'
   * }</pre>
   */
  @FunctionName("CreateTest")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "patient/{patientId}/tests",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    RoutePath path = RoutePath.of(request::getUri);
    return Endpoint.answer(request, context, call -> create(call, path));
  }

  private ApiResponse create(ApiRequest call, RoutePath path) {
    RequestOrigin origin =
        app.get().admit(call, Operation.CREATE_TEST, () -> Target.testsOf(path.id(1)));
    String patientId =
        path.id(1)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        List.of(new FieldError("patientId", "must be a UUID of 36 characters"))));
    NewTest test = TestReader.read(call.json(), patientId);
    return Answers.createdTest(
        app.get().tests().create(patientId, test, IdempotencyKey.of(call), origin));
  }
}
