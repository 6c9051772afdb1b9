package dev.patienttests.local.stack.run;

import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.cosmos.CosmosMain;
import dev.patienttests.local.functions.SiteConfig;
import dev.patienttests.local.functions.SiteMain;
import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.gateway.GatewayMain;
import dev.patienttests.local.gateway.GatewayProcess;
import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.IdentityEndpointSettings;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.platform.PlatformConfig;
import dev.patienttests.local.platform.PlatformMain;
import dev.patienttests.local.stack.deploy.GatewayPlan;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Writes each process's configuration and says how it is started. */
final class ProcessPlans {
  private static final String STORE_PASSWORD = "local-stack";

  private final StackPlan plan;
  private final StateDirectory state;
  private final List<SiteInstance> instances;
  private final StackNetwork network;
  private final Tokens tokens;
  private final DevelopmentCa ca;

  /**
   * Secrets of one run.
   *
   * @param network what the virtual network puts before each connection
   * @param control what control listeners ask for
   * @param identity process name to the header of its managed-identity endpoint
   */
  record Tokens(String network, String control, Map<String, String> identity) {}

  ProcessPlans(
      StackPlan plan,
      List<SiteInstance> instances,
      StateDirectory state,
      StackNetwork network,
      Tokens tokens,
      DevelopmentCa ca) {
    this.plan = plan;
    this.instances = instances;
    this.state = state;
    this.network = network;
    this.tokens = tokens;
    this.ca = ca;
  }

  static DevelopmentCa openCa(StateDirectory state) throws IOException {
    return DevelopmentCa.open(state.ca(), STORE_PASSWORD);
  }

  /**
   * The gateway.
   *
   * @param subscriptions as they are now
   */
  ProcessPlan gateway(int publicPort, List<Subscription> subscriptions) {
    GatewayPlan gateway = plan.gateway();
    String name = StackProcesses.GATEWAY;
    GatewayConfig config =
        gateway.config(
            listener(name, Set.of("localhost", "127.0.0.1", gateway.hostName())),
            publicPort,
            network.egressOf(gateway.subnetId()),
            identity(name),
            subscriptions);
    GatewayProcess process = new GatewayProcess(config, tokens.control());
    return plan(name, new Jvm(GatewayMain.class.getName()).secondCompiler(), process, Map.of());
  }

  ProcessPlan platform() {
    String name = StackProcesses.PLATFORM;
    List<PlatformConfig.IdentityEndpoint> endpoints = new ArrayList<>();
    endpoints.add(endpoint(StackProcesses.GATEWAY, plan.gateway().identityIds()));
    instances.forEach(
        instance -> endpoints.add(endpoint(instance.name(), instance.site().identityIds())));
    plan.auditor()
        .ifPresent(
            auditor ->
                endpoints.add(
                    endpoint(StackProcesses.AUDITOR, List.of(auditor.identity().name()))));
    Set<String> hosts = new HashSet<>(Set.of(StackProcesses.LOGIN_HOST, plan.vault().hostName()));
    hosts.addAll(plan.issuerHostNames());
    plan.storage().ifPresent(storage -> hosts.add(storage.hostName()));
    PlatformConfig config =
        new PlatformConfig(
            listener(name, hosts),
            StackProcesses.LOGIN_HOST,
            plan.tenantId(),
            directory(name),
            tokens.control(),
            plan.identities(),
            endpoints,
            plan.registrations(),
            plan.vault(),
            plan.storage(),
            plan.externalId());
    return plan(name, new Jvm(PlatformMain.class.getName()), config, Map.of());
  }

  ProcessPlan cosmos() {
    String name = StackProcesses.COSMOS;
    Set<String> hosts = new HashSet<>();
    plan.cosmosAccounts().forEach(account -> hosts.add(account.hostName()));
    CosmosConfig config =
        new CosmosConfig(
            Optional.of(listener(name, hosts)), directory(name), plan.cosmosAccounts());
    return plan(name, new Jvm(CosmosMain.class.getName()), config, Map.of());
  }

  /**
   * An instance of a function app.
   *
   * @param settings its app settings, references to Key Vault resolved
   * @param debugPort where a debugger can attach
   */
  ProcessPlan site(SiteInstance instance, Map<String, String> settings, OptionalInt debugPort) {
    SitePlan site = instance.site();
    String proxy = network.egressOf(site.subnetId().orElseThrow());
    ListenerSettings listener =
        listener(instance.name(), Set.of(site.hostName(), site.scmHostName()));
    SiteConfig config =
        new SiteConfig(
            SiteConfig.Mode.APP_SERVICE,
            Optional.of(listener),
            site.siteName(),
            site.hostName(),
            site.scmHostName(),
            state.deployedApp(site.app()),
            directory(site.app()),
            Optional.of(proxy),
            tokens.control(),
            site.httpsOnly(),
            site.main(),
            site.scm(),
            site.easyAuth());
    Map<String, String> environment = new HashMap<>(settings);
    environment.putAll(platformSettings(instance));
    Jvm jvm = siteJvm(site, proxy);
    debugPort.ifPresent(jvm::debug);
    return plan(instance.name(), jvm, config, environment);
  }

  private Jvm siteJvm(SitePlan site, String proxy) {
    int colon = proxy.lastIndexOf(':');
    return new Jvm(SiteMain.class.getName())
        // As the Functions host starts its Java worker: without bytecode verification.
        .option("-XX:+UnlockDiagnosticVMOptions")
        .option("-XX:-BytecodeVerificationRemote")
        .property("https.proxyHost", proxy.substring(0, colon))
        .property("https.proxyPort", proxy.substring(colon + 1))
        // Without this, azure-core sends even its managed-identity request through the proxy.
        .property("http.nonProxyHosts", "127.0.0.1|localhost")
        .property("javax.net.ssl.trustStore", ca.trustStore().toString())
        .property("javax.net.ssl.trustStorePassword", STORE_PASSWORD)
        .property("jdk.net.hosts.file", hostsFile(site).toString())
        .property("COSMOS.DISABLE_IMDS_ACCESS", "true");
  }

  /** What App Service itself adds to the environment of an app. */
  private Map<String, String> platformSettings(SiteInstance instance) {
    SitePlan site = instance.site();
    IdentityEndpointSettings identity = identity(instance.name());
    Map<String, String> settings = new HashMap<>();
    settings.put("IDENTITY_ENDPOINT", identity.url());
    settings.put("IDENTITY_HEADER", identity.header());
    settings.put("WEBSITE_SITE_NAME", site.siteName());
    settings.put("WEBSITE_HOSTNAME", site.hostName());
    settings.put("WEBSITE_INSTANCE_ID", instance.instanceId());
    settings.put("WEBSITE_AUTH_ENABLED", site.easyAuth().enabled() ? "True" : "False");
    return settings;
  }

  /** The identity endpoint of a process. */
  IdentityEndpointSettings identity(String process) {
    return new IdentityEndpointSettings(
        network.identityOrigin() + "/msi/" + process + "/token", tokens.identity().get(process));
  }

  private PlatformConfig.IdentityEndpoint endpoint(String process, List<String> identityIds) {
    Set<String> names = new HashSet<>();
    identityIds.forEach(id -> names.add(id.substring(id.lastIndexOf('/') + 1)));
    return new PlatformConfig.IdentityEndpoint(process, tokens.identity().get(process), names);
  }

  /** The only name that the app can resolve; everything else goes by proxy or nowhere. */
  private Path hostsFile(SitePlan site) {
    Path file = state.run().resolve(site.app() + ".hosts");
    try {
      Files.writeString(file, "127.0.0.1 " + plan.cosmosAccountOf(site).hostName() + "\n");
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a client needs to trust the stack's processes. */
  ListenerSettings trust() {
    Path none = state.run().resolve("no-certificate.p12");
    return new ListenerSettings(none, ca.trustStore(), STORE_PASSWORD, "");
  }

  /** What trusts the development CA and shows a certificate for these names. */
  private ListenerSettings listener(String process, Set<String> hostNames) {
    Path keyStore = state.run().resolve(process + ".p12");
    try {
      ca.issue(keyStore, hostNames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ListenerSettings(keyStore, ca.trustStore(), STORE_PASSWORD, tokens.network());
  }

  private Path directory(String part) {
    try {
      return Files.createDirectories(state.data(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessPlan plan(String name, Jvm jvm, Object config, Map<String, String> environment) {
    Path file = state.run().resolve(name + ".json");
    try {
      Files.createDirectories(state.run());
      ConfigFile.write(file, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProcessPlan(
        name, jvm.command(file), Jvm.environment(environment), state.logs().resolve(name + ".log"));
  }
}
