package dev.patienttests.benchmarks.bare;

import dev.patienttests.local.net.ChildProcess;
import dev.patienttests.local.net.ChildProcess.Running;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The bare chain: as many processes as a request passes in the local stack, behind the same virtual
 * network, each with a constant answer.
 *
 * <pre>client → gateway → patient → audit → Cosmos DB, and patient → Cosmos DB</pre>
 *
 * <p>Which calls patient makes is up to the {@link Operation}.
 */
public final class BareChain implements AutoCloseable {
  private static final String PASSWORD = "bare-chain";
  private static final String TOKEN = "bare-chain-network";
  private static final String COSMOS_SERVICE = "Microsoft.AzureCosmosDB";
  private static final String WEB_SERVICE = "Microsoft.Web";
  private static final String PATIENT_HOST = "func-bare-patient.azurewebsites.net";
  private static final String AUDIT_HOST = "func-bare-audit.azurewebsites.net";
  private static final String PATIENT_ACCOUNT = "cosmos-bare-patient.documents.azure.com";
  private static final String AUDIT_ACCOUNT = "cosmos-bare-audit.documents.azure.com";

  private final Settings settings;
  private final DevelopmentCa ca;
  private final VirtualNetwork network = new VirtualNetwork(TOKEN);
  private final Deque<BareProcess> processes = new ArrayDeque<>();

  /**
   * How to start it.
   *
   * @param directory where it keeps certificates, configurations and logs
   * @param options JVM options of its processes
   */
  public record Settings(Path directory, ProcessOptions options) {
    /** Where the certificate of its development CA lies, PEM. */
    public Path caCertificate() {
      return directory.resolve("ca").resolve("ca.pem");
    }
  }

  /** JVM options by the process whose place each takes. */
  public record ProcessOptions(List<String> gateway, List<String> apps, List<String> cosmos) {}

  private BareChain(Settings settings) throws IOException {
    this.settings = settings;
    this.ca = DevelopmentCa.open(settings.directory().resolve("ca"), PASSWORD);
  }

  /** Runs the chain until standard input ends; the one argument is the file with its settings. */
  public static void main(String[] args) {
    ChildProcess.run(args, Settings.class, BareChain::start);
  }

  private static Running start(Settings settings) throws Exception {
    BareChain chain = new BareChain(settings);
    try {
      return new Running(Ports.none().withPublic(chain.startAll()), chain);
    } catch (IOException | RuntimeException e) {
      chain.close();
      throw e;
    }
  }

  private int startAll() throws IOException {
    BareProcess cosmos = cosmos();
    network.publish(PATIENT_ACCOUNT, COSMOS_SERVICE, networkPort(cosmos));
    network.publish(AUDIT_ACCOUNT, COSMOS_SERVICE, networkPort(cosmos));
    cosmos.ports();

    Subnet auditSubnet = subnet(3);
    BareProcess audit =
        app(
            BareAuditMain.class,
            AUDIT_HOST,
            new Calls(auditSubnet, Optional.empty(), AUDIT_ACCOUNT));
    network.publish(AUDIT_HOST, WEB_SERVICE, networkPort(audit));

    BareProcess patient =
        app(
            BarePatientMain.class,
            PATIENT_HOST,
            new Calls(
                subnet(2), Optional.of(url(AUDIT_HOST, "/api/auditrecord")), PATIENT_ACCOUNT));
    network.publish(PATIENT_HOST, WEB_SERVICE, networkPort(patient));

    BareProcess gateway = gateway(subnet(1), url(PATIENT_HOST, "/api/patient"));
    audit.ports();
    patient.ports();
    return gateway.ports().publicPort().orElseThrow();
  }

  private BareProcess cosmos() throws IOException {
    ListenerSettings listener = listener("cosmos", Set.of(PATIENT_ACCOUNT, AUDIT_ACCOUNT));
    BareConfig config =
        new BareConfig(listener, Optional.empty(), Optional.empty(), Optional.empty());
    return started(BareCosmosMain.class, settings.options().cosmos(), config);
  }

  private BareProcess gateway(Subnet subnet, URI next) throws IOException {
    BareConfig config =
        new BareConfig(
            listener("gateway", Set.of("localhost", "127.0.0.1")),
            Optional.of(text(network.egress(subnet))),
            Optional.of(next),
            Optional.empty());
    return started(BareGatewayMain.class, settings.options().gateway(), config);
  }

  /** What an app calls, and from where. */
  private record Calls(Subnet subnet, Optional<URI> next, String account) {}

  private BareProcess app(Class<?> main, String host, Calls calls) throws IOException {
    int cosmosPort = network.forward(calls.subnet(), calls.account(), 0).getPort();
    BareConfig config =
        new BareConfig(
            listener(host, Set.of(host)),
            Optional.of(text(network.egress(calls.subnet()))),
            calls.next(),
            Optional.of(URI.create("https://" + calls.account() + ":" + cosmosPort + "/")));
    Path hostsFile = settings.directory().resolve(host + ".hosts");
    Files.writeString(hostsFile, "127.0.0.1 " + calls.account() + "\n");
    List<String> options = new ArrayList<>(settings.options().apps());
    options.add("-Djavax.net.ssl.trustStore=" + ca.trustStore());
    options.add("-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    options.add("-Djdk.net.hosts.file=" + hostsFile);
    options.add("-DCOSMOS.DISABLE_IMDS_ACCESS=true");
    return started(main, options, config);
  }

  private BareProcess started(Class<?> main, List<String> options, BareConfig config)
      throws IOException {
    BareProcess process = BareProcess.start(settings.directory(), main, options, config);
    processes.push(process);
    return process;
  }

  private ListenerSettings listener(String name, Set<String> hosts) throws IOException {
    Path keyStore = settings.directory().resolve(name + ".p12");
    ca.issue(keyStore, hosts);
    return new ListenerSettings(keyStore, ca.trustStore(), PASSWORD, TOKEN);
  }

  private static IntSupplier networkPort(BareProcess process) {
    return () -> process.portsNow().map(ports -> ports.network().orElse(0)).orElse(0);
  }

  private static Subnet subnet(int number) {
    String name = "snet-bare-" + number;
    return new Subnet(
        "/subnets/" + name, name, "10.9." + number + ".0/24", Set.of(WEB_SERVICE, COSMOS_SERVICE));
  }

  private static URI url(String host, String path) {
    return URI.create("https://" + host + path);
  }

  private static String text(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  @Override
  public void close() {
    processes.forEach(BareProcess::close);
    network.close();
  }
}
