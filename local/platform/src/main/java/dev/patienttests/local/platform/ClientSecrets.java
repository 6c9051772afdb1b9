package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.patienttests.local.net.PrivateFiles;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The secrets of the clients that have no other way to prove who they are: each made once, in one
 * file that only its owner can read.
 */
public final class ClientSecrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 30;

  private final Map<String, String> secrets;

  private ClientSecrets(Map<String, String> secrets) {
    this.secrets = secrets;
  }

  /**
   * Reads the secrets of a data directory; there are none where it has no such file.
   *
   * @throws IllegalStateException when the file is not readable
   */
  public static ClientSecrets read(Path dataDirectory) {
    return new ClientSecrets(load(file(dataDirectory)));
  }

  /** The same, and makes those that are missing. */
  static ClientSecrets open(Path dataDirectory, List<Registration> clients) {
    Map<String, String> secrets = new TreeMap<>(load(file(dataDirectory)));
    boolean made = false;
    for (Registration client : clients) {
      if (client.federatedCredentials().isEmpty() && !secrets.containsKey(client.clientId())) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        secrets.put(
            client.clientId(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        made = true;
      }
    }
    if (made) {
      try {
        PrivateFiles.writeDurably(file(dataDirectory), HttpCall.MAPPER.writeValueAsBytes(secrets));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ClientSecrets(secrets);
  }

  /** The secret of the client with an id; empty where it has none. */
  public Optional<String> of(String clientId) {
    return Optional.ofNullable(secrets.get(clientId));
  }

  /** Whether it is the client's secret; how long that takes does not tell how much is right. */
  boolean proves(String clientId, String secret) {
    return of(clientId)
        .filter(
            known ->
                MessageDigest.isEqual(
                    known.getBytes(StandardCharsets.UTF_8),
                    secret.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  private static Path file(Path dataDirectory) {
    return dataDirectory.resolve("client-secrets.json");
  }

  private static Map<String, String> load(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return HttpCall.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (IOException e) {
      // the cause could show a secret
      throw new IllegalStateException("The secrets of clients in " + file + " are not readable");
    }
  }
}
