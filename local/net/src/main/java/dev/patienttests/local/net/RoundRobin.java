package dev.patienttests.local.net;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The ports of instances that serve one host name, each in its turn; an instance that has no port
 * does not run and is left out.
 */
public final class RoundRobin implements IntSupplier {
  private final List<IntSupplier> instances;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Takes turns between instances.
   *
   * @param instances the port of each, 0 or less while it does not run
   */
  public RoundRobin(List<? extends IntSupplier> instances) {
    this.instances = List.copyOf(instances);
  }

  /** The port whose turn it is; 0 while no instance runs. */
  @Override
  public int getAsInt() {
    int first = next.getAndIncrement();
    for (int i = 0; i < instances.size(); i++) {
      int port = instances.get(Math.floorMod(first + i, instances.size())).getAsInt();
      if (port > 0) {
        return port;
      }
    }
    return 0;
  }
}
