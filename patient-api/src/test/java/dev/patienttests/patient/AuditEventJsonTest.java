package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.audit.DerivedIds;
import dev.patienttests.http.TraceContext;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.patient.AuditEvent.Outcome;
import dev.patienttests.patient.AuditEvent.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the audit is told, member by member: all that it needs, and nothing of a patient. */
class AuditEventJsonTest {
  private static final TraceContext TRACE = TraceContext.start();
  private static final RequestOrigin ORIGIN =
      new RequestOrigin(Map.of("product", "clinic"), Optional.of("r1"), TRACE, "gateway");

  @Test
  void announcesAWrite() {
    assertThat(
            json(
                AuditEvent.attempt(
                    "e1",
                    Operation.CREATE_PATIENT,
                    Target.patient("p1"),
                    Optional.empty(),
                    ORIGIN)))
        .isEqualTo(
            "{'eventId':'e1','sourceSystemName':'PatientTests','resource':{'type':'Patient',"
                + "'id':'p1','operation':'CreatePatient'},'patientId':'p1','kind':'attempt',"
                + "'action':'create','requester':{'product':'clinic'},'correlation':"
                + "{'requestId':'r1','traceparent':'"
                + TRACE.traceparent()
                + "'}}");
  }

  @Test
  void namesTheFieldsOfASearchButNoPatient() {
    assertThat(
            json(
                AuditEvent.attempt(
                    "e1",
                    Operation.SEARCH_PATIENT,
                    Target.none(),
                    Optional.of(new Query(List.of("gender", "lastName"), "00ff")),
                    ORIGIN)))
        .startsWith(
            "{'eventId':'e1','sourceSystemName':'PatientTests','resource':{'type':'Patient',"
                + "'operation':'SearchPatient'},'kind':'attempt','action':'search',"
                + "'query':{'fields':['gender','lastName'],'hash':'00ff'},");
  }

  @Test
  void closesAnAttemptUnderTheIdThatFollowsFromIt() {
    assertThat(
            json(
                AuditEvent.closing(
                    "a1",
                    Kind.OUTCOME,
                    Operation.LOAD_TESTS,
                    Target.testsOf(Optional.of("p1")),
                    Optional.of(new Outcome(Code.SUCCESS, List.of(), List.of("t1", "t2"))),
                    ORIGIN)))
        .startsWith(
            "{'eventId':'"
                + DerivedIds.closing("a1")
                + "','sourceSystemName':'PatientTests','resource':{'type':'Test',"
                + "'operation':'LoadTests'},'patientId':'p1','kind':'outcome','action':'search',"
                + "'attemptId':'a1','outcome':{'code':'success','testIds':['t1','t2']},");
  }

  private static String json(AuditEvent event) {
    return AuditEventJson.write(event).toString().replace('"', '\'');
  }
}
