package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.stack.run.StackStatus;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is left when a part of the path is taken away. */
@SuppressWarnings("try") // an outage lasts as long as its block; nothing else is done with it
class OutagesTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  /**
   * Longer than the host key's time in the gateway's cache, which this stack sets to two seconds.
   */
  private static final Duration PAST_THE_CACHE = Duration.ofMillis(2_500);

  @Test
  void withoutTheAuditNothingIsWrittenOrRead() {
    Patients patients = new Patients(STACK);
    String id = Patients.json(patients.create(Patients.ADA)).path("id").asText();
    Documents documents = new Documents(STACK);
    int before = documents.patients();
    try (Outage outage = Outage.of(STACK, "audit-api")) {
      assertThat(outage.part()).isNotEmpty();
      HttpResponse<String> refused = patients.create(Patients.ADA);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      HttpResponse<String> unread = patients.load(id);
      assertThat(unread.statusCode()).isEqualTo(503);
      assertThat(unread.body()).doesNotContain("Ada");
      assertThat(documents.patients()).isEqualTo(before);
    }
    assertThat(patients.create(Patients.ADA).statusCode()).isEqualTo(201);
  }

  @Test
  void whileKeyVaultIsAwayTheLastGoodHostKeyServes() {
    Patients patients = new Patients(STACK);
    assertThat(patients.create(Patients.ADA).statusCode()).isEqualTo(201);
    try (Outage outage = Outage.of(STACK, "keyvault")) {
      assertThat(STACK.stack().status().services())
          .contains(new StackStatus.ServiceState(outage.part(), "stopped"));
      assertThat(patients.create(Patients.ADA).statusCode()).isEqualTo(201);
      Instant expired = Instant.now().plus(PAST_THE_CACHE);
      LockSupport.parkUntil(expired.toEpochMilli());
      assertThat(patients.create(Patients.ADA).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void aStoppedAppIsABadGatewayWithoutDetails() {
    try (Outage outage = Outage.of(STACK, "patient-api")) {
      assertThat(outage.part()).isNotEmpty();
      HttpResponse<String> response = new Patients(STACK).create(Patients.ADA);
      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).doesNotContain("azurewebsites", "Exception");
    }
    assertThat(new Patients(STACK).create(Patients.ADA).statusCode()).isEqualTo(201);
  }

  @Test
  void anUnknownNameCannotBeStopped() {
    assertThat(
            Optional.of(
                org.assertj.core.api.Assertions.catchThrowable(
                    () -> STACK.stack().stop("nonsense"))))
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .contains("nonsense");
  }
}
