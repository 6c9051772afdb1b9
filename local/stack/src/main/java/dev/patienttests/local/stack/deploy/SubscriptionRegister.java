package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.stack.project.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * API Management's subscriptions with their keys and states of now. Changes are kept in the
 * inventory, so that a restart does not undo them.
 */
public final class SubscriptionRegister {
  private static final String ACTIVE = "active";
  private static final String SUSPENDED = "suspended";

  private final Inventory inventory;
  private List<Subscription> subscriptions;

  /** Which of its two keys. */
  public enum KeyName {
    /** The first one. */
    PRIMARY,
    /** The other one. */
    SECONDARY
  }

  SubscriptionRegister(List<Subscription> declared, Inventory inventory) {
    this.subscriptions = List.copyOf(declared);
    this.inventory = inventory;
  }

  /** All of them, the built-in one last. */
  public synchronized List<Subscription> all() {
    return subscriptions;
  }

  /**
   * Makes a new key; the one before is worth nothing, the other one stays.
   *
   * @throws UserError when there is no such subscription
   */
  public synchronized Subscription regenerate(String id, KeyName key) {
    Subscription before = find(id);
    String which = key == KeyName.PRIMARY ? "primary" : "secondary";
    inventory.renewSubscriptionKey(id, which);
    return replace(before, before.state());
  }

  /**
   * Suspends a subscription: neither key opens anything.
   *
   * @throws UserError when there is no such subscription, or it is the built-in one
   */
  public synchronized Subscription suspend(String id) {
    return bring(id, SUSPENDED);
  }

  /**
   * Lets the keys of a subscription open what they are for.
   *
   * @throws UserError when there is no such subscription, or it is the built-in one
   */
  public synchronized Subscription activate(String id) {
    return bring(id, ACTIVE);
  }

  private Subscription bring(String id, String state) {
    Subscription before = find(id);
    if (id.equals(GatewayTranslation.MASTER)) {
      throw new UserError("the built-in subscription " + id + " is always active");
    }
    inventory.keepSubscriptionState(id, state);
    return replace(before, state);
  }

  private Subscription replace(Subscription before, String state) {
    Subscription now =
        before.with(
            state,
            inventory.subscriptionKey(before.id(), "primary"),
            inventory.subscriptionKey(before.id(), "secondary"));
    List<Subscription> changed = new ArrayList<>(subscriptions);
    changed.replaceAll(each -> each.equals(before) ? now : each);
    subscriptions = List.copyOf(changed);
    inventory.save();
    return now;
  }

  private Subscription find(String id) {
    return subscriptions.stream()
        .filter(subscription -> subscription.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "there is no subscription %s, only %s"
                        .formatted(
                            id,
                            subscriptions.stream()
                                .map(Subscription::id)
                                .collect(Collectors.joining(", ")))));
  }
}
