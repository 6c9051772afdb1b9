package dev.patienttests.patient;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
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
   * CreatePatient: 201 with {@code Location} and {@code ETag}.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/api/patient -H 'Content-Type: application/json' -d '{
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
    return Endpoint.answer(
        request,
        context.getLogger(),
        call -> {
          RequestOrigin origin = app.get().origin(call);
          NewPatient patient = PatientReader.read(call.json());
          return PatientAnswers.created(app.get().service().create(patient, origin));
        });
  }
}
