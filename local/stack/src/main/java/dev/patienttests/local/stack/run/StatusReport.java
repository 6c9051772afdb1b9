package dev.patienttests.local.stack.run;

import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.run.StackStatus.ProcessState;
import dev.patienttests.local.stack.run.StackStatus.ServiceState;
import dev.patienttests.local.stack.run.StackStatus.SubscriptionKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what {@link StackStatus} says. */
final class StatusReport {
  private final StackOptions options;
  private final StateDirectory state;
  private final StackPlan plan;
  private final StackNetwork network;
  private final ProcessSet processes;
  private final DebugPorts debugPorts;
  private final int gatewayPort;
  private final List<Subscription> subscriptions;

  StatusReport(
      StackOptions options,
      StateDirectory state,
      StackPlan plan,
      StackNetwork network,
      ProcessSet processes,
      DebugPorts debugPorts,
      int gatewayPort,
      List<Subscription> subscriptions) {
    this.options = options;
    this.state = state;
    this.plan = plan;
    this.network = network;
    this.processes = processes;
    this.debugPorts = debugPorts;
    this.gatewayPort = gatewayPort;
    this.subscriptions = subscriptions;
  }

  StackStatus status() {
    return new StackStatus(
        true,
        options.variant(),
        "https://localhost:" + gatewayPort,
        state.ca().resolve("ca.pem").toString(),
        network.edge(),
        network.egress(),
        hosts(),
        subscriptions.stream().map(StatusReport::keys).toList(),
        state.path().toString(),
        processStates(),
        StackProcesses.SERVICES.stream().map(this::serviceState).toList());
  }

  private Map<String, String> hosts() {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("apim", plan.gateway().hostName());
    hosts.put("patientApi", plan.site(StackProcesses.PATIENT_API).hostName());
    hosts.put("auditApi", plan.site(StackProcesses.AUDIT_API).hostName());
    hosts.put("keyVault", plan.vault().hostName());
    hosts.put("patientCosmos", cosmosHost(StackProcesses.PATIENT_API));
    hosts.put("auditCosmos", cosmosHost(StackProcesses.AUDIT_API));
    hosts.put("login", StackProcesses.LOGIN_HOST);
    plan.storage().ifPresent(storage -> hosts.put("seals", storage.hostName()));
    plan.externalId().ifPresent(tenant -> hosts.put("externalId", tenant.hostNames().get(0)));
    return hosts;
  }

  private String cosmosHost(String app) {
    return plan.cosmosAccountOf(plan.site(app)).hostName();
  }

  private static SubscriptionKeys keys(Subscription subscription) {
    return new SubscriptionKeys(
        subscription.product().orElse(""),
        subscription.id(),
        subscription.primaryKey(),
        subscription.secondaryKey(),
        subscription.state());
  }

  private List<ProcessState> processStates() {
    return processes.all().stream().map(this::processState).toList();
  }

  private ServiceState serviceState(String service) {
    return new ServiceState(service, network.isStopped(service) ? "stopped" : "running");
  }

  private ProcessState processState(ManagedProcess process) {
    var pid = process.pid();
    String running = pid.isPresent() ? "running" : "restarting";
    return new ProcessState(
        process.name(),
        pid,
        process.stopped() ? "stopped" : running,
        debugPorts.of(process.name()));
  }
}
