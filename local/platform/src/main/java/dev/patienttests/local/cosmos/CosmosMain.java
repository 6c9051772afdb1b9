package dev.patienttests.local.cosmos;

import dev.patienttests.local.net.ChildProcess;
import dev.patienttests.local.net.StartException;

/** The Cosmos DB process of the stack. */
public final class CosmosMain {

  private CosmosMain() {}

  /**
   * Serves accounts until standard input ends.
   *
   * @param args the path of a file that holds a {@link CosmosConfig}
   */
  public static void main(String[] args) {
    ChildProcess.run(args, CosmosConfig.class, CosmosMain::start);
  }

  private static ChildProcess.Running start(CosmosConfig config) {
    try {
      CosmosServer server = new CosmosServer(config);
      return new ChildProcess.Running(server.ports(), server);
    } catch (DefinitionChangeException | IllegalArgumentException e) {
      throw new StartException(e.getMessage(), e);
    }
  }
}
