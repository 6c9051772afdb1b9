package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port for each Cosmos DB account, since azure-cosmos reads no proxy setting. The port is part of
 * the connection string, so it is kept as long as nobody else takes it.
 */
final class CosmosPorts {
  private final Inventory inventory;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();

  CosmosPorts(Inventory inventory) {
    this.inventory = inventory;
  }

  int port(String account) {
    return ports.computeIfAbsent(account, this::choose);
  }

  private int choose(String account) {
    int kept = inventory.cosmosPort(account);
    if (kept != 0 && isFree(kept)) {
      return kept;
    }
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      inventory.keepCosmosPort(account, any.getLocalPort());
      return any.getLocalPort();
    } catch (IOException e) {
      throw new UserError("no free port for " + account + ": " + e.getMessage(), e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
