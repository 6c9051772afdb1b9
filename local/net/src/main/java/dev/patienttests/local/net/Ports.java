package dev.patienttests.local.net;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalInt;

/**
 * The ports that a process listens on, as its {@code READY} line names them.
 *
 * @param network port of the listener behind the virtual network (PROXY protocol, then TLS)
 * @param control port of the plain loopback listener
 * @param publicPort port that clients reach without the virtual network
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Ports(
    OptionalInt network, OptionalInt control, @JsonProperty("public") OptionalInt publicPort) {

  /** No port; to be completed by the {@code with} methods. */
  public static Ports none() {
    return new Ports(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** The same with the listener behind the virtual network. */
  public Ports withNetwork(int port) {
    return new Ports(OptionalInt.of(port), control, publicPort);
  }

  /** The same with the plain loopback listener. */
  public Ports withControl(int port) {
    return new Ports(network, OptionalInt.of(port), publicPort);
  }

  /** The same with the public listener. */
  public Ports withPublic(int port) {
    return new Ports(network, control, OptionalInt.of(port));
  }
}
