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

/** Loads a patient. */
public final class LoadPatientFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public LoadPatientFunction() {
    this(PatientApp::shared);
  }

  LoadPatientFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * LoadPatient: 200 with {@code ETag}, 304 when {@code If-None-Match} names that, or 404. An id
   * that is not a canonical UUID is 404 without a record in the audit and without a look at the
   * store: no patient can have it.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/api/patient/0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d
   * }</pre>
   */
  @FunctionName("LoadPatient")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "patient/{patientId}",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    RoutePath path = RoutePath.of(request::getUri);
    return Endpoint.answer(request, context, call -> load(call, path));
  }

  private ApiResponse load(ApiRequest call, RoutePath path) {
    RequestOrigin origin =
        app.get().admit(call, Operation.LOAD_PATIENT, () -> Target.patient(path.id(0)));
    return path.id(0)
        .flatMap(id -> app.get().patients().load(id, origin))
        .map(loaded -> Answers.loaded(loaded, call))
        .orElseThrow(() -> ProblemException.notFound("There is no such patient."));
  }
}
