package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.functions.SiteConfig.Rule;
import dev.patienttests.local.platform.PlatformConfig.Assignment;
import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import dev.patienttests.local.stack.deploy.AuditorPlan;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.deploy.Deployment.HostKeys;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parameter {@code auditorAccess} adds, and that without it none of that exists. */
class AuditorAccessTest {
  private static final String PARAMETERS = "infra/variants/external.bicepparam";
  private static final Map<String, String> HOST_KEYS =
      Map.of(
          "patient-a", "key-p", "gateway-a", "key-g", "auditor-a", "key-x", "auditor-b", "key-y");

  @TempDir private Path folder;

  @Test
  void theAuditorIsTheSecondCallerOfAuditApiAndOfNoOther() {
    StackPlan plan = evaluate(ProjectCopy.declarationsIn(folder)).plan();
    AuditorPlan auditor = plan.auditor().orElseThrow();
    SitePlan auditApi = plan.site("audit-api");

    assertThat(auditApi.main().rules())
        .filteredOn(rule -> rule.action().equals("Allow"))
        .extracting(Rule::subnetId)
        .containsExactly(
            Optional.of(subnet(plan, "snet-patient")), Optional.of(auditor.subnetId()));
    assertThat(auditApi.easyAuth().allowedApplications())
        .containsExactly(identity(plan, "id-patient").clientId(), auditor.identity().clientId());
    assertThat(auditApi.easyAuth().allowedIdentities())
        .containsExactly(
            identity(plan, "id-patient").principalId(), auditor.identity().principalId());
    SitePlan patientApi = plan.site("patient-api");
    assertThat(patientApi.main().rules())
        .filteredOn(rule -> rule.action().equals("Allow"))
        .singleElement()
        .extracting(Rule::subnetId)
        .isEqualTo(Optional.of(subnet(plan, "snet-apim")));
    assertThat(patientApi.easyAuth().allowedApplications()).hasSize(1);
  }

  @Test
  void theAuditorHoldsTheRoleToReadAlone() {
    StackPlan plan = evaluate(ProjectCopy.declarationsIn(folder)).plan();
    String auditor = plan.auditor().orElseThrow().identity().principalId();
    assertThat(plan.registrations())
        .flatExtracting(
            registration ->
                registration.assignments().stream()
                    .filter(assignment -> assignment.principalId().equals(auditor))
                    .map(Assignment::appRoleId)
                    .flatMap(id -> registration.appRoles().stream().filter(r -> r.id().equals(id)))
                    .map(role -> role.value())
                    .toList())
        .containsExactly("AuditRecord.Read");
  }

  @Test
  void theAuditorsHostKeyIsReadByTheAuditorAlone() {
    Deployment deployment = evaluate(ProjectCopy.declarationsIn(folder));
    String auditor = deployment.plan().auditor().orElseThrow().identity().principalId();

    HostKeys keys = deployment.hostKeys(Map.of(), site -> HOST_KEYS);

    assertThat(keys.secrets()).containsEntry(AuditorPlan.HOST_KEY_SECRET, "key-x");
    assertThat(keys.roles())
        .filteredOn(role -> role.secretName().equals(Optional.of(AuditorPlan.HOST_KEY_SECRET)))
        .extracting(SecretRole::principalId)
        .containsExactly(auditor);
    assertThat(
            deployment.hostKeys(Map.of("AUDITOR_HOST_KEY_SLOT", "b"), site -> HOST_KEYS).secrets())
        .containsEntry(AuditorPlan.HOST_KEY_SECRET, "key-y");
  }

  @Test
  void eachSeededSecretIsReadByPatientApiAlone() {
    Deployment deployment = evaluate(ProjectCopy.declarationsIn(folder));
    String patientApi = identity(deployment.plan(), "id-patient").principalId();
    assertThat(deployment.hostKeys(Map.of(), site -> HOST_KEYS).roles())
        .filteredOn(role -> Deployment.seededSecrets().contains(role.secretName().orElse("")))
        .hasSameSizeAs(Deployment.seededSecrets())
        .allMatch(role -> role.principalId().equals(patientApi));
  }

  @Test
  void withoutAuditorAccessThereIsNoTraceOfAnAuditor() {
    Deployment deployment =
        evaluate(
            ProjectCopy.declarationsIn(folder)
                .change(PARAMETERS, "auditorAccess = true", "auditorAccess = false"));
    StackPlan plan = deployment.plan();

    assertThat(plan.auditor()).isEmpty();
    assertThat(plan.identities()).noneMatch(identity -> identity.name().contains("auditor"));
    assertThat(plan.subnets()).noneMatch(subnet -> subnet.name().contains("auditor"));
    assertThat(plan.vault().allowedSubnets()).hasSize(3);
    assertThat(plan.site("audit-api").easyAuth().allowedApplications()).hasSize(1);
    assertThat(deployment.hostKeyNames()).noneMatch(key -> key.name().contains("auditor"));
    HostKeys keys = deployment.hostKeys(Map.of(), site -> HOST_KEYS);
    assertThat(keys.secrets()).doesNotContainKey(AuditorPlan.HOST_KEY_SECRET);
  }

  private static String subnet(StackPlan plan, String name) {
    return plan.subnets().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static Identity identity(StackPlan plan, String name) {
    return plan.identities().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
  }

  private static Deployment evaluate(ProjectCopy copy) {
    return Deployment.evaluate(
        copy.project(), "external", copy.project().state("external").create());
  }
}
