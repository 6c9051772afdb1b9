package dev.patienttests.local.gateway;

import dev.patienttests.local.net.ChildProcess;
import java.time.InstantSource;

/** The gateway as a process of the stack. */
public final class GatewayMain {
  private GatewayMain() {}

  /** Runs until the stack ends; the argument is the path of the configuration. */
  public static void main(String[] args) {
    ChildProcess.run(
        args,
        GatewayConfig.class,
        config -> {
          Gateway gateway = Gateway.start(config, InstantSource.system());
          return new ChildProcess.Running(gateway.ports(), gateway);
        });
  }
}
