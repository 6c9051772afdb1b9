package dev.patienttests.local.stack.run;

import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.stack.deploy.SubscriptionRegister;
import dev.patienttests.local.stack.deploy.SubscriptionRegister.KeyName;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.util.List;

/**
 * Changes of subscriptions, as Azure Resource Manager makes them: kept first, then told to the
 * gateway. A gateway that does not run learns of them when it starts.
 */
public final class SubscriptionChanges {
  private final SubscriptionRegister register;
  private final ResourceManager resourceManager;
  private final StackNetwork network;
  private volatile List<Subscription> known = List.of();

  SubscriptionChanges(
      SubscriptionRegister register, ResourceManager resourceManager, StackNetwork network) {
    this.register = register;
    this.resourceManager = resourceManager;
    this.network = network;
  }

  /** All of them as they are now. */
  List<Subscription> all() {
    return register.all();
  }

  /** All of them, for a gateway that is about to start. */
  List<Subscription> forStart() {
    known = register.all();
    return known;
  }

  /** Tells a gateway that has started what has changed since. */
  void gatewayIsReady() {
    List<Subscription> atStart = known;
    register.all().stream().filter(now -> !atStart.contains(now)).forEach(this::told);
  }

  /**
   * Makes a new key and returns it.
   *
   * @throws UserError when there is no such subscription
   */
  public String regenerate(String id, KeyName key) {
    Subscription now = told(register.regenerate(id, key));
    return key == KeyName.PRIMARY ? now.primaryKey() : now.secondaryKey();
  }

  /**
   * Suspends a subscription.
   *
   * @throws UserError when there is none that could be
   */
  public void suspend(String id) {
    told(register.suspend(id));
  }

  /**
   * Activates a subscription.
   *
   * @throws UserError when there is none that could be
   */
  public void activate(String id) {
    told(register.activate(id));
  }

  private Subscription told(Subscription subscription) {
    if (network.controlPort(StackProcesses.GATEWAY) > 0) {
      try {
        resourceManager.putSubscription(subscription);
      } catch (IOException e) {
        throw new UserError(
            "the gateway does not know it yet; restart it: ./pattern stop gateway, start gateway",
            e);
      }
    }
    return subscription;
  }
}
