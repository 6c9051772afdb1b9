package dev.patienttests.benchmarks.gateway;

import dev.patienttests.local.gateway.Gateway;
import dev.patienttests.local.gateway.GatewayProcess;
import dev.patienttests.local.net.ConfigFile;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Loads all documents of a gateway in a JVM that has done nothing else yet, and prints how many
 * nanoseconds that took. What the gateway itself has loaded by then (its configuration) is loaded
 * here, too; so this is what loading costs within its start, or a little more.
 */
final class LoadMain {
  private LoadMain() {}

  /** The argument is the path of the gateway's configuration. */
  public static void main(String[] args) {
    GatewayProcess config = ConfigFile.read(Path.of(args[0]), GatewayProcess.class);
    long begin = System.nanoTime();
    Gateway.check(config.service(), InstantSource.system());
    System.out.println(System.nanoTime() - begin);
  }
}
