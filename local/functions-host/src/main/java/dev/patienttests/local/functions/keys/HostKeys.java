package dev.patienttests.local.functions.keys;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keys of a function app, kept in a file that only its owner can read. The real host keeps them in
 * the storage account of {@code AzureWebJobsStorage}; a change takes effect with the next request.
 */
public final class HostKeys {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT = "default";

  private final Path file;
  private volatile Stored stored;

  /** What the file holds; maps are never changed once they stand here. */
  private record Stored(
      String master,
      Map<String, String> functionKeys,
      Map<String, Map<String, String>> keysOfFunctions) {}

  private HostKeys(Path file, Stored stored) {
    this.file = file;
    this.stored = stored;
  }

  /**
   * Opens the keys, generating those that the host itself makes: the master key, a default host key
   * and a default key for each function.
   */
  public static HostKeys open(Path directory, Collection<String> functions) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("host-keys.json");
    Stored read =
        Files.exists(file)
            ? JSON.readValue(file.toFile(), new TypeReference<Stored>() {})
            : new Stored(GeneratedKey.next(), Map.of(DEFAULT, GeneratedKey.next()), Map.of());
    Map<String, Map<String, String>> ofFunctions = ignoringCase(read.keysOfFunctions());
    for (String function : functions) {
      ofFunctions.putIfAbsent(function, Map.of(DEFAULT, GeneratedKey.next()));
    }
    HostKeys keys = new HostKeys(file, read);
    keys.store(new Stored(read.master(), ignoringCase(read.functionKeys()), ofFunctions));
    return keys;
  }

  /** Whether a key is the master key. */
  public boolean isMaster(String key) {
    return equal(stored.master(), key);
  }

  /** Whether a key opens a function: the master key, a host key, or one of the function's own. */
  public boolean opens(String function, String key) {
    Stored now = stored;
    boolean found = equal(now.master(), key);
    for (String each : now.functionKeys().values()) {
      found |= equal(each, key);
    }
    for (String each : now.keysOfFunctions().getOrDefault(function, Map.of()).values()) {
      found |= equal(each, key);
    }
    return found;
  }

  /** The host keys by name. */
  public Map<String, String> functionKeys() {
    return new LinkedHashMap<>(stored.functionKeys());
  }

  /**
   * Sets a host key.
   *
   * @param value absent: one is generated where the name is new, and an existing one stays
   * @return whether the name is new
   */
  public synchronized boolean put(String name, Optional<String> value) throws IOException {
    Map<String, String> keys = ignoringCase(stored.functionKeys());
    boolean created = !keys.containsKey(name);
    if (created || value.isPresent()) {
      keys.put(name, value.orElseGet(GeneratedKey::next));
      store(new Stored(stored.master(), keys, stored.keysOfFunctions()));
    }
    return created;
  }

  /**
   * Deletes a host key; it opens nothing any more once this returns.
   *
   * @return whether there was one of that name
   */
  public synchronized boolean delete(String name) throws IOException {
    Map<String, String> keys = ignoringCase(stored.functionKeys());
    if (keys.remove(name) == null) {
      return false;
    }
    store(new Stored(stored.master(), keys, stored.keysOfFunctions()));
    return true;
  }

  private void store(Stored next) throws IOException {
    Path temporary =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "host-keys",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    JSON.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), next);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
    stored = next;
  }

  private static <V> Map<String, V> ignoringCase(Map<String, V> map) {
    Map<String, V> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(map);
    return copy;
  }

  private static boolean equal(String key, String presented) {
    return MessageDigest.isEqual(
        key.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }
}
