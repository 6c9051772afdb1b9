package dev.patienttests.local.stack.run;

import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.RoundRobin;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.VirtualNetwork;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/** The virtual network of one running stack: who is where, and under which names. */
final class StackNetwork implements AutoCloseable {
  private static final String WEB = "Microsoft.Web";
  private static final String KEY_VAULT = "Microsoft.KeyVault";
  private static final String COSMOS = "Microsoft.AzureCosmosDB";
  private static final String STORAGE = "Microsoft.Storage";
  private static final String NO_SERVICE = "none";

  private final StackPlan plan;
  private final List<SiteInstance> instances;
  private final VirtualNetwork network;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();
  private final Map<String, String> egress = new LinkedHashMap<>();
  private final InetSocketAddress edge;
  private final InetSocketAddress identities;
  private final InetSocketAddress internet;

  StackNetwork(
      StackPlan plan,
      List<SiteInstance> instances,
      String token,
      int edgePort,
      ToIntFunction<String> cosmosPort)
      throws IOException {
    this.plan = plan;
    this.instances = instances;
    this.network = new VirtualNetwork(token);
    publishHosts();
    try {
      edge = network.edge(edgePort);
    } catch (IOException e) {
      throw new UserError(taken(edgePort), e);
    }
    internet = network.internet();
    identities = network.loopbackForward(control(StackProcesses.PLATFORM), 0);
    for (Subnet subnet : plan.subnets()) {
      egress.put(subnet.name(), text(network.egress(subnet)));
    }
    for (SitePlan site : plan.sites()) {
      forwardCosmos(site, cosmosPort);
    }
  }

  /** What to say of a port that somebody else has. */
  static String taken(int port) {
    return "port %d is taken: stop what uses it, or choose others with --port".formatted(port);
  }

  /** Takes note of the ports that a process announced. */
  void ready(String process, Ports announced) {
    announced.network().ifPresent(port -> ports.put(process, port));
    announced.control().ifPresent(port -> ports.put(process + " control", port));
  }

  /** Takes note that a process has no ports any more. */
  void gone(String process) {
    ports.remove(process);
    ports.remove(process + " control");
  }

  /** The host names that {@code stop} and {@code start} know under a service's name. */
  List<String> hostsOf(String service) {
    return switch (service) {
      case StackProcesses.KEY_VAULT -> List.of(plan.vault().hostName());
      case StackProcesses.ENTRA -> {
        List<String> hosts = new ArrayList<>(List.of(StackProcesses.LOGIN_HOST));
        plan.externalId().ifPresent(tenant -> hosts.addAll(tenant.hostNames()));
        yield hosts;
      }
      default -> throw new UserError("there is nothing called " + service + " to stop or start");
    };
  }

  void stop(String service) {
    hostsOf(service).forEach(network::stop);
    stopped.add(service);
  }

  void start(String service) {
    hostsOf(service).forEach(network::start);
    stopped.remove(service);
  }

  /** Whether a service was stopped on purpose. */
  boolean isStopped(String service) {
    return stopped.contains(service);
  }

  String edge() {
    return text(edge);
  }

  /** The proxy that speaks as the internet. */
  String internet() {
    return text(internet);
  }

  /** Subnet name to the proxy that speaks as it. */
  Map<String, String> egress() {
    return egress;
  }

  /** The proxy that speaks as the subnet with a resource id. */
  String egressOf(String subnetId) {
    return egress.get(plan.subnet(subnetId).name());
  }

  /** Where the managed-identity endpoints answer, whatever port the platform has now. */
  String identityOrigin() {
    return "http://" + text(identities);
  }

  /** Port of the control listener of a process, or of any running instance of an app. */
  int controlPort(String process) {
    List<IntSupplier> choice =
        instances.stream()
            .filter(instance -> instance.site().app().equals(process))
            .map(instance -> control(instance.name()))
            .toList();
    return (choice.isEmpty() ? control(process) : new RoundRobin(choice)).getAsInt();
  }

  private IntSupplier control(String process) {
    return () -> ports.getOrDefault(process + " control", 0);
  }

  private IntSupplier port(String process) {
    return () -> ports.getOrDefault(process, 0);
  }

  private void publishHosts() {
    network.publish(plan.gateway().hostName(), NO_SERVICE, port(StackProcesses.GATEWAY));
    network.publish(StackProcesses.LOGIN_HOST, NO_SERVICE, port(StackProcesses.PLATFORM));
    for (String issuer : plan.issuerHostNames()) {
      network.publish(issuer, NO_SERVICE, port(StackProcesses.PLATFORM));
    }
    network.publish(plan.vault().hostName(), KEY_VAULT, port(StackProcesses.PLATFORM));
    for (SitePlan site : plan.sites()) {
      RoundRobin turns =
          new RoundRobin(
              instances.stream()
                  .filter(instance -> instance.site().equals(site))
                  .map(instance -> port(instance.name()))
                  .toList());
      network.publish(site.hostName(), WEB, turns);
      network.publish(site.scmHostName(), WEB, turns);
    }
    plan.storage()
        .ifPresent(
            storage -> network.publish(storage.hostName(), STORAGE, port(StackProcesses.PLATFORM)));
    for (CosmosConfig.Account account : plan.cosmosAccounts()) {
      network.publish(account.hostName(), COSMOS, port(StackProcesses.COSMOS));
    }
  }

  // azure-cosmos reads no proxy setting: the account's port stands for the app's subnet.
  private void forwardCosmos(SitePlan site, ToIntFunction<String> cosmosPort) throws IOException {
    CosmosConfig.Account account = plan.cosmosAccountOf(site);
    int wanted = cosmosPort.applyAsInt(account.name());
    String subnetId =
        site.subnetId()
            .orElseThrow(() -> new UserError(site.app() + " has no virtualNetworkSubnetId"));
    InetSocketAddress forward = network.forward(plan.subnet(subnetId), account.hostName(), wanted);
    if (forward.getPort() != wanted) {
      throw new UserError("port " + wanted + " was taken a moment ago: run ./pattern up again");
    }
  }

  private static String text(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  @Override
  public void close() {
    network.close();
  }
}
