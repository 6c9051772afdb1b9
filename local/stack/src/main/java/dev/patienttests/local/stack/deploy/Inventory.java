package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.net.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What Azure would make up when a resource is created: ids and keys. Made up once and kept, so that
 * a restart does not change them.
 */
public final class Inventory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COSMOS_KEY_BYTES = 64;
  private static final int SUBSCRIPTION_KEY_BYTES = 16;

  private final Path file;
  private final Map<String, String> values;
  private final SecureRandom random = new SecureRandom();

  private Inventory(Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  /** The inventory that a file holds, or an empty one. */
  public static Inventory open(Path file) {
    try {
      Map<String, String> values = new TreeMap<>();
      if (Files.exists(file)) {
        values.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
      }
      return new Inventory(file, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An id that depends on its name alone, so that two clones agree on it. */
  static String stableId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A key of a Cosmos DB account. */
  String cosmosKey(String account, String which) {
    return value("cosmos/" + account + "/" + which, () -> encode(COSMOS_KEY_BYTES));
  }

  /** A key of an API Management subscription. */
  String subscriptionKey(String subscription, String which) {
    return value(
        "subscription/" + subscription + "/" + which,
        () -> HexFormat.of().formatHex(bytes(SUBSCRIPTION_KEY_BYTES)));
  }

  /** Makes up another key for a subscription; the one before is forgotten. */
  void renewSubscriptionKey(String subscription, String which) {
    values.remove("subscription/" + subscription + "/" + which);
    subscriptionKey(subscription, which);
  }

  /** The state that a subscription was brought into, or the one that it was declared with. */
  String subscriptionState(String subscription, String declared) {
    return values.getOrDefault("subscription/" + subscription + "/state", declared);
  }

  /** Keeps a subscription's state. */
  void keepSubscriptionState(String subscription, String state) {
    values.put("subscription/" + subscription + "/state", state);
  }

  /** The port that an account had last; 0 where it had none. */
  int cosmosPort(String account) {
    return Integer.parseInt(values.getOrDefault("cosmos/" + account + "/port", "0"));
  }

  /** Keeps an account's port. */
  void keepCosmosPort(String account, int port) {
    values.put("cosmos/" + account + "/port", Integer.toString(port));
  }

  /** A secret for one run of the stack; not kept. */
  String token() {
    return HexFormat.of().formatHex(bytes(2 * SUBSCRIPTION_KEY_BYTES));
  }

  /** Keeps everything that was made up. */
  void save() {
    try {
      ConfigFile.write(file, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String value(String name, Supplier<String> fresh) {
    return values.computeIfAbsent(name, unused -> fresh.get());
  }

  private String encode(int size) {
    return Base64.getEncoder().encodeToString(bytes(size));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
