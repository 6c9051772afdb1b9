package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.patienttests.audit.AuditService.Outcome;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;

/** Adds a record to the audit. */
public final class CreateAuditRecordFunction {
  private final Supplier<AuditApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public CreateAuditRecordFunction() {
    this(AuditApp::shared);
  }

  CreateAuditRecordFunction(Supplier<AuditApp> app) {
    this.app = app;
  }

  /**
   * CreateAuditRecord: 201 for a new event, 200 when it had been recorded with the same content,
   * 409 when its id belongs to another one.
   *
   * <pre>{@code
   * curl -i http://localhost:7072/api/auditrecord -H 'Content-Type: application/json' -d '{
   *   "eventId": "1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e", "sourceSystemName": "PatientTests",
   *   "resource": {"type": "Patient", "id": "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d",
   *     "operation": "LoadPatient"},
   *   "patientId": "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d"}'
   * }</pre>
   */
  @FunctionName("CreateAuditRecord")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "auditrecord",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Endpoint.answer(request, context, this::create);
  }

  private ApiResponse create(ApiRequest request) {
    AuditRecord.Agent agent = app.get().writer(request);
    AuditEvent event = AuditEventReader.read(request.json());
    Outcome outcome = app.get().service().record(event, agent);
    if (outcome instanceof Outcome.Recorded recorded) {
      return ApiResponse.json(201, answer(recorded.stored()));
    }
    if (outcome instanceof Outcome.Repeated repeated) {
      return ApiResponse.json(200, answer(repeated.stored()));
    }
    throw ProblemException.conflict("The eventId belongs to an event with other content.");
  }

  private static ObjectNode answer(AuditRecord record) {
    return record.answer();
  }
}
