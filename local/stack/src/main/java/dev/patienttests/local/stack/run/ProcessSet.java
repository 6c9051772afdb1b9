package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.Daemons;
import dev.patienttests.local.net.Ports;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The processes of one stack, by name; the network knows the ports of those that run alone. */
final class ProcessSet implements AutoCloseable {
  private final List<SiteInstance> instances;
  private final StackNetwork network;
  private final BiConsumer<String, Ports> onReady;
  private final Consumer<String> events;
  private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("restarts"));

  /**
   * No processes yet.
   *
   * @param onReady takes the name and the ports of each process that has started
   */
  ProcessSet(
      List<SiteInstance> instances,
      StackNetwork network,
      BiConsumer<String, Ports> onReady,
      Consumer<String> events) {
    this.instances = instances;
    this.network = network;
    this.onReady = onReady;
    this.events = events;
  }

  void add(String name, Supplier<ProcessPlan> plan) {
    processes.put(
        name,
        new ManagedProcess(
            name, plan, ports -> ready(name, ports), () -> network.gone(name), events, scheduler));
  }

  ManagedProcess get(String name) {
    return processes.get(name);
  }

  /** All of them, in the order in which they were added. */
  Collection<ManagedProcess> all() {
    return processes.values();
  }

  Collection<String> names() {
    return processes.keySet();
  }

  /** One process, or the instances of an app; none of that name: none. */
  List<ManagedProcess> named(String name) {
    List<ManagedProcess> running =
        instances.stream()
            .filter(instance -> instance.isMeantBy(name))
            .map(instance -> processes.get(instance.name()))
            .toList();
    return running.isEmpty() && processes.containsKey(name)
        ? List.of(processes.get(name))
        : running;
  }

  /** Stops some at the same time and waits until they are gone; nobody is led to them meanwhile. */
  void stop(Collection<ManagedProcess> some) {
    some.forEach(process -> network.gone(process.name()));
    List<Thread> stops = some.stream().map(p -> new Thread(p::stop, "stop " + p.name())).toList();
    stops.forEach(Thread::start);
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    stop(processes.values());
    scheduler.shutdownNow();
  }

  private void ready(String name, Ports ports) {
    network.ready(name, ports);
    onReady.accept(name, ports);
  }
}
