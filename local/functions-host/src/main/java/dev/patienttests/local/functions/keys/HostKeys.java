package dev.patienttests.local.functions.keys;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.functions.shared.DirectoryLock;
import dev.patienttests.local.net.PrivateFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Keys of a function app, kept in a file that only its owner can read. The real host keeps them in
 * the storage account of {@code AzureWebJobsStorage}; a change takes effect with the next request.
 */
public final class HostKeys {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT = "default";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final Path file;
  private volatile Read read;

  /** What was read, and of which file: each change makes a new one. */
  private record Read(Object file, FileTime time, Stored stored) {
    boolean isOf(BasicFileAttributes now) {
      return time.equals(now.lastModifiedTime()) && Objects.equals(file, now.fileKey());
    }
  }

  /** What the file holds; maps are never changed once they stand here. */
  private record Stored(
      String master,
      Map<String, String> functionKeys,
      Map<String, Map<String, String>> keysOfFunctions) {}

  private HostKeys(Path file) {
    this.file = file;
  }

  /**
   * Opens the keys, generating those that the host itself makes: the master key, a default host key
   * and a default key for each function. Instances of a site share the directory: what one changes,
   * the others see with their next request.
   */
  public static HostKeys open(Path directory, Collection<String> functions) throws IOException {
    Files.createDirectories(directory);
    HostKeys keys = new HostKeys(directory.resolve("host-keys.json"));
    keys.change(
        now -> {
          Map<String, Map<String, String>> ofFunctions = ignoringCase(now.keysOfFunctions());
          for (String function : functions) {
            ofFunctions.putIfAbsent(function, Map.of(DEFAULT, GeneratedKey.next()));
          }
          return new Stored(now.master(), ignoringCase(now.functionKeys()), ofFunctions);
        });
    return keys;
  }

  /** The keys as they are in the file now. */
  private Stored stored() {
    try {
      Read known = read;
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (known == null || !known.isOf(now)) {
        known = new Read(now.fileKey(), now.lastModifiedTime(), load());
        read = known;
      }
      return known.stored();
    } catch (IOException e) {
      throw new UncheckedIOException("the host keys cannot be read", e);
    }
  }

  private Stored load() throws IOException {
    return JSON.readValue(Files.readAllBytes(file), new TypeReference<Stored>() {});
  }

  /** Replaces the file while no other instance does. */
  private synchronized void change(UnaryOperator<Stored> change) throws IOException {
    Path lock = file.resolveSibling("host-keys.lock");
    DirectoryLock held = acquire(lock);
    try (held) {
      Stored now =
          Files.exists(file)
              ? load()
              : new Stored(GeneratedKey.next(), Map.of(DEFAULT, GeneratedKey.next()), Map.of());
      Stored next = change.apply(now);
      if (!next.equals(now) || !Files.exists(file)) {
        PrivateFiles.writeDurably(
            file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(next));
      }
    }
  }

  private static DirectoryLock acquire(Path lock) throws IOException {
    try {
      return DirectoryLock.acquire(lock, PATIENCE)
          .orElseThrow(() -> new IOException("the host keys are locked"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the host keys");
    }
  }

  /** Whether a key is the master key. */
  public boolean isMaster(String key) {
    return equal(stored().master(), key);
  }

  /** Whether a key opens a function: the master key, a host key, or one of the function's own. */
  public boolean opens(String function, String key) {
    Stored now = stored();
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
    return new LinkedHashMap<>(stored().functionKeys());
  }

  /**
   * Sets a host key.
   *
   * @param value absent: one is generated where the name is new, and an existing one stays
   * @return whether the name is new
   */
  public boolean put(String name, Optional<String> value) throws IOException {
    AtomicBoolean created = new AtomicBoolean();
    change(
        now -> {
          Map<String, String> keys = ignoringCase(now.functionKeys());
          created.set(!keys.containsKey(name));
          if (created.get() || value.isPresent()) {
            keys.put(name, value.orElseGet(GeneratedKey::next));
          }
          return new Stored(now.master(), keys, now.keysOfFunctions());
        });
    return created.get();
  }

  /**
   * Deletes a host key; it opens nothing any more once this returns, on no instance.
   *
   * @return whether there was one of that name
   */
  public boolean delete(String name) throws IOException {
    AtomicBoolean deleted = new AtomicBoolean();
    change(
        now -> {
          Map<String, String> keys = ignoringCase(now.functionKeys());
          deleted.set(keys.remove(name) != null);
          return new Stored(now.master(), keys, now.keysOfFunctions());
        });
    return deleted.get();
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
