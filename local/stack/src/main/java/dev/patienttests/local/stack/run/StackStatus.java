package dev.patienttests.local.stack.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code ./pattern status --json} prints while the stack runs. A contract with scripts:
 * members are only ever added.
 *
 * @param running always true; a stack that does not run has no status but {@code {"running":false}}
 * @param variant the variant of {@code infra/variants} that runs
 * @param gateway base URL of the gateway
 * @param caCertificate path of the development CA's certificate, PEM
 * @param edge {@code host:port} where every Azure host name of the deployment answers by SNI; a
 *     connection to it counts as coming from the internet
 * @param egress subnet name to the {@code host:port} of a CONNECT proxy that speaks as that subnet
 * @param hosts role to Azure host name
 * @param subscriptions API Management's subscriptions; the first is the one in the printed curl
 * @param dataDirectory where the stack keeps its state
 * @param processes the stack's own processes
 * @param services services inside a process that can be stopped alone
 */
public record StackStatus(
    boolean running,
    String variant,
    String gateway,
    String caCertificate,
    String edge,
    Map<String, String> egress,
    Map<String, String> hosts,
    List<SubscriptionKeys> subscriptions,
    String dataDirectory,
    List<ProcessState> processes,
    List<ServiceState> services) {

  /**
   * A subscription and its two keys.
   *
   * @param product id of the product; empty for one that is not scoped to a product
   * @param state {@code active}, {@code suspended} or another one that opens nothing
   */
  public record SubscriptionKeys(
      String product, String name, String primaryKey, String secondaryKey, String state) {}

  /**
   * A process of the stack.
   *
   * @param pid absent while it does not run
   * @param state {@code running}, {@code restarting} or {@code stopped}
   * @param debugPort where a debugger can attach; absent where none can
   */
  public record ProcessState(
      String name,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong pid,
      String state,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt debugPort) {}

  /**
   * A service of a process.
   *
   * @param state {@code running} or {@code stopped}
   */
  public record ServiceState(String name, String state) {}
}
