package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.run.PolicyTraces;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What whoever runs the gateway sees of a traced request, and what nobody sees. */
class PolicyTraceTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void aTracedRequestShowsItsPoliciesAndNeitherKeysNorPatients() throws Exception {
    PolicyTraces traces = new PolicyTraces(STACK.stack().resourceManager());
    String key = STACK.key(Patients.CLINIC);
    Clients clients = STACK.clients();
    HttpResponse<String> created =
        clients.send(
            clients
                .creating(Patients.ADA, Optional.of(key))
                .header(
                    "Apim-Debug-Authorization",
                    traces.token("patient-api", Duration.ofMinutes(5))));
    assertThat(created.statusCode()).isEqualTo(201);

    String trace = traces.trace(created.headers().firstValue("Apim-Trace-Id").orElseThrow());
    JsonNode policies = new ObjectMapper().readTree(trace).path("policies");
    assertThat(policies.findValuesAsText("policy")).contains("rate-limit", "forward-request");
    assertThat(policies.findValuesAsText("scope")).contains("global", "product", "api");
    assertThat(trace).doesNotContain(key).doesNotContain("Ada").doesNotContain("Bearer");
  }
}
