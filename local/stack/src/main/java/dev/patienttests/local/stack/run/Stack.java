package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.AppPackage;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The running stack: its processes, the virtual network between them, and what a deployment does
 * once they run.
 */
public final class Stack implements AutoCloseable {
  private final StackOptions options;
  private final StateDirectory state;
  private final Consumer<String> events;
  private final Deployment deployment;
  private final StackPlan plan;
  private final SubscriptionChanges subscriptions;
  private final List<SiteInstance> instances;
  private final DebugPorts debugPorts;
  private final StackNetwork network;
  private final ProcessPlans plans;
  private final ResourceManager resourceManager;
  private final ProcessSet processes;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int gatewayPort;

  private Stack(StackOptions options, Consumer<String> events) throws IOException {
    requireFree(options.gatewayPort());
    this.options = options;
    this.events = events;
    Project project = options.project();
    state = project.state(options.variant()).create();
    Project.APPS.forEach(app -> AppPackage.deploy(project.staged(app), state.deployedApp(app)));
    deployment = Deployment.evaluate(project, options.variant(), state);
    plan = deployment.plan();
    instances =
        StackProcesses.APPS.stream()
            .flatMap(app -> SiteInstance.of(plan.site(app), options.instances()).stream())
            .toList();
    debugPorts =
        new DebugPorts(
            options.debug(),
            instances.stream().map(SiteInstance::name).collect(Collectors.toSet()));
    ProcessPlans.Tokens tokens = tokens();
    network =
        new StackNetwork(
            plan, instances, tokens.network(), options.edgePort(), deployment::cosmosPort);
    plans = new ProcessPlans(plan, instances, state, network, tokens, ProcessPlans.openCa(state));
    resourceManager = new ResourceManager(tokens.control(), network::controlPort);
    subscriptions = new SubscriptionChanges(deployment.subscriptions(), resourceManager, network);
    gatewayPort = options.gatewayPort();
    processes = new ProcessSet(instances, network, this::ready, events);
    addProcesses();
  }

  /**
   * Starts everything and returns when the whole path answers.
   *
   * @param events takes one line per step, and per event while the stack runs
   * @throws UserError when something keeps it from running; nothing is left running then
   */
  public static Stack start(StackOptions options, Consumer<String> events) {
    Stack stack = null;
    try {
      stack = new Stack(options, events);
      stack.run();
      return stack;
    } catch (IOException | RuntimeException e) {
      if (stack != null) {
        stack.close();
      }
      Throwable cause = e instanceof CompletionException ? e.getCause() : e;
      throw cause instanceof UserError user
          ? user
          : new UserError("the stack did not start: " + cause.getMessage(), cause);
    }
  }

  /** What runs where. */
  public StackStatus status() {
    return new StatusReport(
            options, state, plan, network, processes, debugPorts, gatewayPort, subscriptions.all())
        .status();
  }

  /** The status as JSON on one line, as {@code status --json} prints it. */
  public String statusJson() {
    return ConfigFile.toJson(status());
  }

  /** What the evaluated Bicep says. */
  public StackPlan plan() {
    return plan;
  }

  /**
   * What the auditor's machine would have.
   *
   * @throws UserError when the deployment has no auditor
   */
  public AuditorAccess auditor() {
    return AuditorAccess.in(plan, network, plans);
  }

  /** The subscriptions of the running gateway. */
  public SubscriptionChanges subscriptions() {
    return subscriptions;
  }

  /** What callers of the gateway have. */
  public CallerAccess callers() {
    return CallerAccess.in(plan, network, plans.trust(), state.data(StackProcesses.PLATFORM));
  }

  /** What Azure Resource Manager could do to the running services. */
  public ResourceManager resourceManager() {
    return resourceManager;
  }

  /**
   * Stops a process, all instances of an app, or a service of a process, until it is started again.
   *
   * @param name of the app for all its instances; with a number at its end for one of them
   * @throws UserError when there is none of that name
   */
  public void stop(String name) {
    List<ManagedProcess> named = processes.named(name);
    if (named.isEmpty()) {
      network.stop(name);
    } else {
      processes.stop(named);
    }
    events.accept(name + " was stopped");
  }

  /** Starts what was stopped, and waits until it is ready. */
  public void start(String name) {
    List<ManagedProcess> named = processes.named(name);
    if (named.isEmpty()) {
      network.start(name);
    } else {
      named.stream().map(ManagedProcess::start).toList().forEach(Stack::join);
    }
    events.accept(name + " was started");
  }

  /**
   * Runs the deployment that copies host keys into Key Vault.
   *
   * @param variables environment of its parameter file, such as which of two keys is the current
   */
  public void deployHostKeys(Map<String, String> variables) throws IOException {
    Deployment.HostKeys keys = deployment.hostKeys(variables, site -> functionKeysOf(plan, site));
    for (Map.Entry<String, String> secret : keys.secrets().entrySet()) {
      resourceManager.putSecret(secret.getKey(), secret.getValue());
    }
    resourceManager.putSecretRoles(keys.roles());
  }

  /** Waits until {@link #close()} is done. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    processes.close();
    network.close();
    ended.countDown();
  }

  private void run() throws IOException {
    events.accept("declared, and not acted out here: " + String.join(", ", plan.notActedOut()));
    events.accept("starting " + String.join(", ", processes.names()) + " ...");
    CompletableFuture<?> platform = processes.get(StackProcesses.PLATFORM).start();
    CompletableFuture<?> cosmos = processes.get(StackProcesses.COSMOS).start();
    // A gateway whose named values stand in Key Vault reads them when it starts.
    boolean asksFirst = !plan.gateway().keyVaultValues().isEmpty();
    CompletableFuture<?> gateway =
        asksFirst ? platform : processes.get(StackProcesses.GATEWAY).start();
    join(platform);
    resourceManager.putSecretRoles(deployment.roles());
    for (Map.Entry<String, String> secret : plan.secrets().entrySet()) {
      resourceManager.putSecret(secret.getKey(), secret.getValue());
    }
    for (String secret : Deployment.seededSecrets()) {
      resourceManager.seedSecret(secret);
    }
    if (asksFirst) {
      gateway = processes.get(StackProcesses.GATEWAY).start();
    }
    List<CompletableFuture<Ports>> sites =
        instances.stream().map(instance -> processes.get(instance.name()).start()).toList();
    sites.forEach(Stack::join);
    joinCosmos(cosmos);
    join(gateway);
    for (Deployment.HostKeyName key : deployment.hostKeyNames()) {
      resourceManager.ensureFunctionKey(key.app(), key.name());
    }
    deployHostKeys(Map.of());
    new HealthCheck(plan, plans, network).await();
  }

  private void addProcesses() {
    processes.add(
        StackProcesses.GATEWAY, () -> plans.gateway(gatewayPort, subscriptions.forStart()));
    processes.add(StackProcesses.PLATFORM, plans::platform);
    processes.add(StackProcesses.COSMOS, plans::cosmos);
    for (SiteInstance instance : instances) {
      String name = instance.name();
      processes.add(name, () -> plans.site(instance, settings(instance), debugPorts.of(name)));
    }
  }

  /** A gateway that restarts keeps the port that clients know. */
  private void ready(String name, Ports ports) {
    if (name.equals(StackProcesses.GATEWAY)) {
      gatewayPort = ports.publicPort().orElse(gatewayPort);
      subscriptions.gatewayIsReady();
    }
  }

  private Map<String, String> settings(SiteInstance instance) {
    SitePlan site = instance.site();
    HttpClient client =
        TrustedClients.httpClient(plans.trust(), network.egressOf(site.subnetId().orElseThrow()));
    String clientId = plan.clientIdOf(site.keyVaultReferenceIdentity().orElse(""));
    return new KeyVaultReferences(client, line -> events.accept(instance.name() + ": " + line))
        .resolve(site.appSettings(), new IdentityTokens(plans.identity(instance.name()), clientId));
  }

  private Map<String, String> functionKeysOf(StackPlan stackPlan, String siteName) {
    SitePlan site =
        stackPlan.sites().stream()
            .filter(s -> s.siteName().equals(siteName))
            .findFirst()
            .orElseThrow(() -> new UserError("the deployment has no site " + siteName));
    try {
      return resourceManager.functionKeys(site.app());
    } catch (IOException e) {
      throw new UserError(site.app() + " does not give its keys: " + e.getMessage(), e);
    }
  }

  private static void join(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      throw new UserError(e.getCause().getMessage(), e.getCause());
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.setReuseAddress(true);
    } catch (IOException e) {
      throw new UserError(StackNetwork.taken(port), e);
    }
  }

  /** Azure refuses some changes of a container too; here there is a way out. */
  private static void joinCosmos(CompletableFuture<?> future) {
    try {
      join(future);
    } catch (UserError e) {
      if (e.getMessage().contains("Azure refuses this")) {
        throw new UserError(
            e.getMessage() + " (./pattern up --fresh starts anew, without the data)", e);
      }
      throw e;
    }
  }

  private ProcessPlans.Tokens tokens() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put(StackProcesses.GATEWAY, deployment.token());
    identity.put(StackProcesses.AUDITOR, deployment.token());
    instances.forEach(instance -> identity.put(instance.name(), deployment.token()));
    return new ProcessPlans.Tokens(deployment.token(), deployment.token(), identity);
  }
}
