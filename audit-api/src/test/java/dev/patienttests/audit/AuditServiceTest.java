package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.audit.AuditRecord.Agent;
import dev.patienttests.audit.AuditService.Outcome;
import dev.patienttests.audit.MemoryAuditRecords.Ending;
import dev.patienttests.http.UnavailableException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditServiceTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"));

  private final MemoryAuditRecords records = new MemoryAuditRecords();
  private final AuditService service = service(records);

  private static AuditService service(AuditRecords records) {
    return new AuditService(records, CLOCK);
  }

  private Outcome record(AuditEvent event) {
    return service.record(event, Events.PATIENT_API);
  }

  /** Each chain numbered from 1 without a gap, each record with the hash of the one before it. */
  private void assertUnbrokenChains() {
    Map<String, List<AuditRecord>> chains =
        records.all().stream().collect(Collectors.groupingBy(AuditRecord::chain));
    chains.forEach(
        (chain, all) -> {
          ChainTip last = ChainTip.beforeFirst(chain);
          for (AuditRecord record : all) {
            assertThat(record.number()).isEqualTo(last.number() + 1);
            assertThat(record.document().path("previousHash").asText()).isEqualTo(last.hash());
            last = record.tip();
          }
        });
  }

  @Test
  void linksTheRecordsOfAChainByTheHashOfTheOneBefore() {
    record(Events.event("07", 1));
    record(Events.event("07", 2));
    record(Events.event("08", 1));

    assertThat(records.documents())
        .containsOnlyKeys("07-0000000001", "07-0000000002", "08-0000000001");
    assertUnbrokenChains();
    assertThat(records.all().get(0).document().path("previousHash").asText())
        .isEqualTo("0".repeat(64));
  }

  @Test
  void goesOnWhereAnotherProcessHasAdded() {
    AuditService other = service(records);
    record(Events.event("07", 1));
    other.record(Events.event("07", 2), Events.PATIENT_API);
    record(Events.event("07", 3));
    other.record(Events.event("07", 4), Events.PATIENT_API);

    assertThat(records.documents()).hasSize(4);
    assertUnbrokenChains();
  }

  @Test
  void findsARepeatThatAnotherProcessRecorded() {
    AuditEvent event = Events.event("07", 1);
    record(Events.event("07", 2));
    service(records).record(event, Events.PATIENT_API);

    assertThat(record(event)).isInstanceOf(Outcome.Repeated.class);
    assertThat(service.record(event, new Agent("other", Optional.empty())))
        .isInstanceOf(Outcome.Contradicted.class);
    assertThat(records.documents()).hasSize(2);
    assertThat(record(Events.event("07", 3))).isInstanceOf(Outcome.Recorded.class);
    assertUnbrokenChains();
  }

  @Test
  void countsAWriteAsDoneWhoseAnswerWasLost() {
    records.endNextWrite(Ending.STORED_WITHOUT_ANSWER);
    assertThat(record(Events.event("07", 1))).isInstanceOf(Outcome.Recorded.class);
    assertThat(record(Events.event("07", 2))).isInstanceOf(Outcome.Recorded.class);
    assertUnbrokenChains();
  }

  @Test
  void isUnavailableWhenItIsNotThereAfterAnAnswerWasLost() {
    records.endNextWrite(Ending.LOST);
    assertThatThrownBy(() -> record(Events.event("07", 1)))
        .isInstanceOf(UnavailableException.class);
    assertThat(records.documents()).isEmpty();
    assertThat(record(Events.event("07", 1))).isInstanceOf(Outcome.Recorded.class);
    assertUnbrokenChains();
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void neverAddsASecondRecordWhenAnAnswerWasLost(Ending ending) {
    AuditEvent event = Events.event("07", 1);
    records.endNextWrite(ending);
    try {
      record(event);
    } catch (UnavailableException e) {
      // What its caller would do: try again.
    }
    record(event);
    assertThat(records.documents()).containsOnlyKeys("07-0000000001");
  }

  @Test
  void givesUpWhenOthersAreAlwaysFaster() {
    AtomicInteger tries = new AtomicInteger();
    AuditRecords contended =
        (AuditRecords)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AuditRecords.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("append")) {
                    tries.incrementAndGet();
                    return false;
                  }
                  return Optional.empty(); // no such event, no last record
                });
    assertThatThrownBy(() -> service(contended).record(Events.event(1), Events.PATIENT_API))
        .isInstanceOf(UnavailableException.class);
    assertThat(tries).hasValue(AuditChain.MOST_TRIES);
  }

  @Test
  void keepsChainsUnbrokenWhileTwoProcessesAddAtTheSameTime() throws Exception {
    List<AuditService> services = List.of(service, service(records));
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      AuditEvent event = Events.event(i % 2 == 0 ? "07" : "08", i);
      services.forEach(each -> calls.add(() -> untilAnswered(each, event)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      for (Future<Outcome> each : pool.invokeAll(calls)) {
        assertThat(each.get()).isNotInstanceOf(Outcome.Contradicted.class);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(records.documents()).hasSize(60);
    assertUnbrokenChains();
  }

  /** As a caller does: an event that was not confirmed is sent again. */
  private static Outcome untilAnswered(AuditService service, AuditEvent event) {
    while (true) {
      try {
        return service.record(event, Events.PATIENT_API);
      } catch (UnavailableException busy) {
        Thread.onSpinWait();
      }
    }
  }
}
