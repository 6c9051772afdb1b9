package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.platform.PlatformConfig;
import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.PlatformConfig.KeyAction;
import dev.patienttests.local.platform.PlatformConfig.KeyRole;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.storage.StorageConfig;
import dev.patienttests.local.storage.StorageConfig.BlobAction;
import dev.patienttests.local.storage.StorageConfig.BlobRole;
import dev.patienttests.local.storage.StorageConfig.Container;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Bicep says of the seals' key and container, as the platform gets to know it. */
class SealsDeclarationTest {
  private static final String SEALS = "infra/modules/seals.bicep";
  private static final String PARAMETERS = "infra/variants/external.bicepparam";
  private static final Optional<String> KEY = Optional.of("audit-seal");
  private static final Optional<String> CONTAINER = Optional.of("audit-seals");

  private static final String IF_NEVER = "immutabilityPolicies@2025-08-01' = if (1 == 2) {";

  @TempDir private Path folder;

  @Test
  void whoWritesTheTrailSignsAndTheAuditorReadsThePublicKey() {
    StackPlan plan = evaluate(ProjectCopy.declarationsIn(folder));
    assertThat(plan.vault().keys())
        .extracting(PlatformConfig.Key::name)
        .containsExactly("audit-seal");
    assertThat(plan.vault().keyRoles())
        .containsExactlyInAnyOrder(
            new KeyRole(principal(plan, "id-audit"), KEY, Set.of(KeyAction.SIGN)),
            new KeyRole(principal(plan, "id-auditor"), KEY, Set.of(KeyAction.READ)));
  }

  @Test
  void sealsCanBeAddedByTheirWriterAndReadByTheAuditorAndNothingElse() {
    StackPlan plan = evaluate(ProjectCopy.declarationsIn(folder));
    StorageConfig storage = plan.storage().orElseThrow();
    assertThat(storage.containers()).containsExactly(new Container("audit-seals", true));
    assertThat(storage.roles())
        .containsExactlyInAnyOrder(
            new BlobRole(
                principal(plan, "id-audit"), CONTAINER, Set.of(BlobAction.READ, BlobAction.ADD)),
            new BlobRole(principal(plan, "id-auditor"), CONTAINER, Set.of(BlobAction.READ)));
    assertThat(storage.defaultAction()).isEqualTo("Deny");
    assertThat(storage.allowedSubnets())
        .hasSize(2)
        .allMatch(id -> id.endsWith("/snet-audit") || id.endsWith("/snet-auditor"));
  }

  @Test
  void withoutAnAuditorNobodyButTheWriterSeesThem() {
    StackPlan plan =
        evaluate(
            ProjectCopy.declarationsIn(folder)
                .change(PARAMETERS, "auditorAccess = true", "auditorAccess = false"));
    assertThat(plan.vault().keyRoles())
        .extracting(KeyRole::principalId)
        .containsExactly(principal(plan, "id-audit"));
    StorageConfig storage = plan.storage().orElseThrow();
    assertThat(storage.roles())
        .extracting(BlobRole::principalId)
        .containsExactly(principal(plan, "id-audit"));
    assertThat(storage.allowedSubnets()).hasSize(1);
  }

  @Test
  void withoutItsPolicyTheContainerIsNotImmutable() {
    StackPlan plan =
        evaluate(
            ProjectCopy.declarationsIn(folder)
                .change(SEALS, "immutabilityPolicies@2025-08-01' = {", IF_NEVER));
    assertThat(plan.storage().orElseThrow().containers())
        .containsExactly(new Container("audit-seals", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "blobs/add/action' | blobs/move/action' | which the local stack does not know",
        "keys/sign/action' | keys/wrap/action' | which the local stack does not know",
        "curveName: 'P-256' | curveName: 'P-384' | is known to the local stack as P-256 only",
        "exportable: false | exportable: true | is known to the local stack as false only",
        "'sign' | 'verify' | without sign is not supported",
        "publicAccess: 'None' | publicAccess: 'Blob' | is known to the local stack as None only",
        "allowSharedKeyAccess: false | allowSharedKeyAccess: true | as false only",
      })
  void whatTheStackCannotActOutIsRefusedByFileAndLine(String before, String after, String reason) {
    ProjectCopy copy = ProjectCopy.declarationsIn(folder).change(SEALS, before, after);
    assertThatThrownBy(() -> evaluate(copy))
        .isInstanceOf(UserError.class)
        .hasMessageMatching("(?s).*seal(s|-role)\\.bicep:\\d+:\\d+: .*" + reason + ".*");
  }

  private static String principal(StackPlan plan, String name) {
    return plan.identities().stream()
        .filter(identity -> identity.name().equals(name))
        .map(Identity::principalId)
        .findFirst()
        .orElseThrow();
  }

  private static StackPlan evaluate(ProjectCopy copy) {
    return Deployment.evaluate(
            copy.project(), "external", copy.project().state("external").create())
        .plan();
  }
}
