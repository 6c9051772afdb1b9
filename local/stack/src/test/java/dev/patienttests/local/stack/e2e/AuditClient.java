package dev.patienttests.local.stack.e2e;

import dev.patienttests.local.stack.deploy.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The audit API, as one of its two callers reaches it: from its subnet, by its identity and key.
 */
public final class AuditClient {
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final HttpClient client;
  private final String origin;
  private final String token;
  private final String hostKey;

  private AuditClient(
      RunningStack stack, String subnet, String identity, List<String> roles, String hostKey) {
    StackPlan plan = stack.stack().plan();
    Tokens tokens = new Tokens(stack);
    this.client = stack.clients().in(subnet);
    this.origin = "https://" + plan.site("audit-api").hostName() + "/api";
    this.token =
        tokens.mint(
            plan.site("audit-api").easyAuth().clientId(),
            tokens.identity(identity),
            Instant.now().plus(LIFE),
            roles);
    try {
      this.hostKey = stack.stack().resourceManager().functionKeys("audit-api").get(hostKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The auditor, who may read. */
  public static AuditClient auditor(RunningStack stack) {
    return new AuditClient(
        stack, "snet-auditor", "id-auditor", List.of("AuditRecord.Read"), "auditor-a");
  }

  /** patient-api, which may add records and look at its own open attempts. */
  public static AuditClient patientApi(RunningStack stack) {
    StackPlan plan = stack.stack().plan();
    return new AuditClient(
        stack,
        plan.subnet(plan.site("patient-api").subnetId().orElseThrow()).name(),
        "id-patient",
        List.of("AuditRecord.Write", "AuditRecord.Reconcile"),
        "patient-a");
  }

  /** ReadAuditRecords, or what else can be read there. */
  public HttpResponse<String> get(String pathAndQuery, String... headers) {
    return Clients.send(client, request(pathAndQuery, headers));
  }

  /** CreateAuditRecord. */
  public HttpResponse<String> append(String body) {
    return Clients.send(
        client,
        request("/auditrecord", "Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A request of this caller, not sent yet. */
  public HttpRequest.Builder request(String pathAndQuery, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + pathAndQuery))
            .header("x-functions-key", hostKey)
            .header("Authorization", "Bearer " + token);
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Sends a request from this caller's subnet. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    return Clients.send(client, request);
  }
}
