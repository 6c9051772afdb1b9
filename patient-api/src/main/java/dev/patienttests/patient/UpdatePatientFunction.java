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

/** Replaces a patient by another version. */
public final class UpdatePatientFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public UpdatePatientFunction() {
    this(PatientApp::shared);
  }

  UpdatePatientFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * UpdatePatient: 200 with the new {@code ETag}. The body holds the whole patient, as an answer
   * shows it: what is absent will be absent. It replaces the version that {@code If-Match} names
   * (else 412) or, without that header, the one with the {@code lastUpdated} of the body (else
   * 409); 428 when neither is given, 404 when there is no such patient.
   *
   * <pre>{@code
   * curl -i -X PUT http://localhost:7071/api/patient/0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d \
   *   -H 'Content-Type: application/json' -H 'If-Match: "<ETag of a load>"' -d '{
   *   "firstName": "Ada", "gender": "female", "dateOfBirth": "1985-12-10", "postCode": "8000"}'
   * }</pre>
   */
  @FunctionName("UpdatePatient")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "patient/{patientId}",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    RoutePath path = RoutePath.of(request::getUri);
    return Endpoint.answer(request, context, call -> update(call, path));
  }

  private ApiResponse update(ApiRequest call, RoutePath path) {
    RequestOrigin origin =
        app.get().admit(call, Operation.UPDATE_PATIENT, () -> Target.patient(path.id(0)));
    String id =
        path.id(0).orElseThrow(() -> ProblemException.notFound("There is no such patient."));
    PatientUpdate update = PatientReader.readUpdate(call, id);
    return Answers.updated(app.get().patients().update(id, update, origin));
  }
}
