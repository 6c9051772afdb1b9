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

/** Searches for patients. */
public final class SearchPatientFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public SearchPatientFunction() {
    this(PatientApp::shared);
  }

  SearchPatientFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * SearchPatient: 200 with an array of the patients that match all criteria, at most 50, in the
   * order of their ids, or 404. When there are more, {@code x-continuation} of the answer, sent
   * with the same request within 15 minutes, asks for the next ones. At least one criterion is
   * required; names compare without case.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/api/patient/search -H 'Content-Type: application/json' -d '{
   *   "lastName": "lovelace", "dateOfBirthFrom": "1985", "dateOfBirthTo": "1985-12"}'
   * }</pre>
   */
  @FunctionName("SearchPatient")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "patient/search",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Endpoint.answer(request, context, this::search);
  }

  private ApiResponse search(ApiRequest call) {
    RequestOrigin origin = app.get().admit(call, Operation.SEARCH_PATIENT, Target::none);
    SearchCriteria criteria = SearchReader.read(call.json());
    return Answers.page(
        app.get().search().search(criteria, call.header(Continuations.HEADER), origin),
        PatientJson::answer);
  }
}
