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
import java.util.Optional;
import java.util.function.Supplier;

/** Creates a patient. */
public final class CreatePatientFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public CreatePatientFunction() {
    this(PatientApp::shared);
  }

  CreatePatientFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * CreatePatient: 201 with {@code Location} and {@code ETag}; 422 when its {@code Idempotency-Key}
   * has been used for another request.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/api/patient -H 'Content-Type: application/json' \
   *   -H 'Idempotency-Key: order-4711' -d '{
   *   "firstName": "Ada", "gender": "female", "dateOfBirth": "1985-12-10", "postCode": "3000"}'
   * }</pre>
   */
  @FunctionName("CreatePatient")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "patient",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Endpoint.answer(request, context, this::create);
  }

  private ApiResponse create(ApiRequest call) {
    RequestOrigin origin = app.get().admit(call, Operation.CREATE_PATIENT, Target::none);
    NewPatient patient = PatientReader.read(call.json());
    return Answers.created(app.get().patients().create(patient, IdempotencyKey.of(call), origin));
  }
}
