package dev.patienttests.local.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.stack.deploy.SubscriptionRegister.KeyName;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and states of subscriptions outlive the stack that changed them. */
class SubscriptionRegisterTest {
  private static final String DEMO = "clinic-demo";

  @TempDir Path directory;

  @Test
  void changesAreThereAfterARestart() {
    SubscriptionRegister register = open();
    Subscription before = demo(register);
    Subscription after = register.regenerate(DEMO, KeyName.PRIMARY);
    register.suspend(DEMO);

    Subscription again = demo(open());

    assertThat(after.primaryKey()).isNotEqualTo(before.primaryKey()).hasSize(32);
    assertThat(after.secondaryKey()).isEqualTo(before.secondaryKey());
    assertThat(again).isEqualTo(demo(register));
    assertThat(again.primaryKey()).isEqualTo(after.primaryKey());
    assertThat(again.state()).isEqualTo("suspended");
    assertThat(open().activate(DEMO).state()).isEqualTo("active");
  }

  @Test
  void whatIsNotThereCannotBeChangedAndTheBuiltInOneNotSuspended() {
    SubscriptionRegister register = open();
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> register.regenerate("other", KeyName.SECONDARY))
        .withMessageContaining(DEMO);
    assertThatExceptionOfType(UserError.class).isThrownBy(() -> register.suspend("master"));
    assertThat(register.regenerate("master", KeyName.SECONDARY).state()).isEqualTo("active");
  }

  private SubscriptionRegister open() {
    return Deployment.evaluate(Project.locate(), "external", new StateDirectory(directory).create())
        .subscriptions();
  }

  private static Subscription demo(SubscriptionRegister register) {
    return register.all().stream()
        .filter(subscription -> subscription.id().equals(DEMO))
        .findFirst()
        .orElseThrow();
  }
}
