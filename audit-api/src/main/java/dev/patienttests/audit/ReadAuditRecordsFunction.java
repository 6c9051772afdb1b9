package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.patienttests.audit.AuditReading.Page;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows records to an auditor. */
public final class ReadAuditRecordsFunction {
  private final Supplier<AuditApp> app;

  /** The worker makes an instance for every call; the parts behind it are shared. */
  public ReadAuditRecordsFunction() {
    this(AuditApp::shared);
  }

  ReadAuditRecordsFunction(Supplier<AuditApp> app) {
    this.app = app;
  }

  /**
   * ReadAuditRecords: 200 with at most 100 records of a patient ({@code patientId}, and optionally
   * {@code from} and {@code to}) in the order of time, or of a {@code chain} in the order of its
   * numbers. The same request with the answer's {@code x-continuation} gives the next page.
   *
   * <pre>{@code
   * curl -i 'http://localhost:7072/api/auditrecord?patientId=0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d'
   * curl -i 'http://localhost:7072/api/auditrecord?chain=07'
   * }</pre>
   */
  @FunctionName("ReadAuditRecords")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "auditrecord",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Endpoint.answer(request, context, this::read);
  }

  private ApiResponse read(ApiRequest request) {
    AuditRecord.Agent agent = app.get().reader(request);
    AuditQuery query = AuditQueryReader.read(request);
    Page page = app.get().reading().read(query, agent, request.trace());
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    page.records().forEach(record -> array.add(record.answer()));
    ApiResponse response = ApiResponse.json(200, array);
    return page.continuation()
        .map(token -> response.withHeader(Continuation.HEADER, token))
        .orElse(response);
  }
}
