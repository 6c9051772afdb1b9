package dev.patienttests.local.gateway;

import dev.patienttests.local.net.ChildProcess;
import io.netty.util.ResourceLeakDetector;
import java.time.InstantSource;
import java.util.Optional;

/** The gateway as a process of the stack. */
public final class GatewayMain {
  private GatewayMain() {}

  /** Runs until the stack ends; the argument is the path of the configuration. */
  public static void main(String[] args) {
    // To look for buffers that nobody gives back is for tests: it costs each request a stack trace.
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    ChildProcess.run(
        args,
        GatewayProcess.class,
        config -> {
          Gateway gateway =
              Gateway.start(
                  config.service(), InstantSource.system(), Optional.of(config.controlToken()));
          return new ChildProcess.Running(gateway.ports(), gateway);
        });
  }
}
