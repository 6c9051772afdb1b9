package dev.patienttests.local.gateway;

/**
 * What the gateway is told when it runs as a process.
 *
 * @param service what it serves
 * @param controlToken secret of its control listener, which stands for Azure Resource Manager
 */
public record GatewayProcess(GatewayConfig service, String controlToken) {

  /** Names the service alone: the rest is secret. */
  @Override
  public String toString() {
    return "gateway of " + service.serviceName();
  }
}
