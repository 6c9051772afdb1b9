package dev.patienttests.benchmarks.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.benchmarks.RunningStack;
import dev.patienttests.benchmarks.Target;
import dev.patienttests.benchmarks.bare.BareProcess;
import dev.patienttests.local.gateway.GatewayMain;
import dev.patienttests.local.net.VirtualNetwork;
import dev.patienttests.local.platform.PlatformMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The gateway of a running stack once more, as a process of its own: the same configuration as
 * evaluated from Bicep, with all its documents, in front of another backend. Key Vault and the
 * issuers of tokens are those of a second platform, which has a copy of the first one's keys.
 *
 * <p>Two things differ: where its calls go out, and the numbers that {@code partner}'s limits are
 * set to, which no benchmark could stay below. The limits themselves count as ever.
 */
final class StackGateway implements AutoCloseable {
  static final String VAULT_SERVICE = "Microsoft.KeyVault";
  private static final String OTHER_SERVICE = "internet";
  private static final List<String> LIMITS =
      List.of("rate-limit-calls", "partner-rate-calls", "partner-quota-calls");
  private static final String NO_LIMIT = "100000000";

  private final BareProcess platform;
  private final BareProcess gateway;
  private final RunningStack stack;

  private StackGateway(RunningStack stack, BareProcess platform, BareProcess gateway) {
    this.stack = stack;
    this.platform = platform;
    this.gateway = gateway;
  }

  /**
   * Starts both.
   *
   * @param directory for configurations and logs
   * @throws IOException when one of them cannot be started
   */
  static StackGateway start(RunningStack stack, Path directory, BareSides sides)
      throws IOException, InterruptedException {
    List<String> options = stack.jvmOptions("gateway").ofMachine();
    ObjectNode config = stack.configuration("platform");
    Path data = directory.resolve("platform");
    copy(Path.of(URI.create(config.path("dataDirectory").asText())), data);
    config.put("dataDirectory", data.toUri().toString());
    BareProcess platform = BareProcess.start(directory, PlatformMain.class, options, config);
    try {
      publish(stack, sides.network(), platform.ports().network().orElseThrow());
      BareProcess gateway =
          BareProcess.start(
              directory, GatewayMain.class, options, configuration(stack, sides.egressProxy()));
      return new StackGateway(stack, platform, gateway);
    } catch (IOException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /** The gateway's configuration, with calls that go out by another proxy. */
  static ObjectNode configuration(RunningStack stack, String egressProxy) throws IOException {
    ObjectNode config = stack.configuration("gateway");
    ObjectNode service = config.withObject("/service");
    service.put("publicPort", 0).put("egressProxy", egressProxy);
    LIMITS.forEach(name -> service.withObject("/namedValues").put(name, NO_LIMIT));
    return config;
  }

  private static void publish(RunningStack stack, VirtualNetwork network, int port) {
    network.publish(stack.host("keyVault"), VAULT_SERVICE, port);
    network.publish(stack.host("login"), OTHER_SERVICE, port);
    network.publish(stack.host("externalId"), OTHER_SERVICE, port);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** As a subscriber of {@code clinic} calls it: with a key. */
  Side clinic() throws Exception {
    return side("clinic", Map.of());
  }

  /** As one of {@code partner} does: with a key and a token of the external tenant. */
  Side partner() throws Exception {
    String token = stack.token("partner", "Partner.Call");
    return side("partner", Map.of("Authorization", "Bearer " + token));
  }

  private Side side(String product, Map<String, String> more) throws Exception {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Ocp-Apim-Subscription-Key", stack.key(product));
    int port = gateway.ports().publicPort().orElseThrow();
    Target target =
        new Target(product, BareSides.url(port, "/patient"), stack.caCertificate(), headers);
    return new Side(target, gateway.handle(), BareSides::path);
  }

  @Override
  public void close() {
    gateway.close();
    platform.close();
  }
}
