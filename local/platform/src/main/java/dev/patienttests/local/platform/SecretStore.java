package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.patienttests.local.net.PrivateFiles;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The secrets of a vault with all their versions, and who may read them; kept in one file. */
final class SecretStore {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Clock clock;
  private final List<SecretRole> configuredRoles;
  private Content content;

  /**
   * A version of a secret.
   *
   * @param version 32 hexadecimal digits
   * @param created seconds since 1970
   */
  record Version(String version, String value, Optional<String> contentType, long created) {
    @Override
    public String toString() {
      return "Version[" + version + "]";
    }
  }

  /**
   * What the file holds.
   *
   * @param configuredRoles the roles of the configuration that {@code roles} were set under
   */
  record Content(
      Map<String, List<Version>> secrets,
      List<SecretRole> configuredRoles,
      List<SecretRole> roles) {}

  /** A version that was asked to be there. */
  record Stored(Version version, boolean changed) {}

  /**
   * Opens the store of a data directory.
   *
   * @param configuredRoles apply until others are set; a change of them ends what was set
   */
  SecretStore(Path dataDirectory, List<SecretRole> configuredRoles, Clock clock) {
    this.file = dataDirectory.resolve("vault.json");
    this.clock = clock;
    this.configuredRoles = List.copyOf(configuredRoles);
    Content stored = load();
    this.content =
        stored.configuredRoles().equals(this.configuredRoles)
            ? stored
            : new Content(stored.secrets(), this.configuredRoles, this.configuredRoles);
  }

  private Content load() {
    if (!Files.exists(file)) {
      return new Content(Map.of(), configuredRoles, configuredRoles);
    }
    try {
      return HttpCall.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (IOException e) {
      // the cause could show a secret
      throw new IllegalStateException("The vault's file " + file + " is not readable");
    }
  }

  /** All versions of a secret, oldest first; none where there is no such secret. */
  synchronized List<Version> versions(String name) {
    return content.secrets().getOrDefault(name, List.of());
  }

  /** The names of all secrets. */
  synchronized Set<String> names() {
    return Set.copyOf(content.secrets().keySet());
  }

  /** Sets a secret; the latest version stays where it says the same. */
  synchronized Stored set(String name, String value, Optional<String> contentType) {
    List<Version> versions = new ArrayList<>(versions(name));
    if (!versions.isEmpty()) {
      Version latest = versions.get(versions.size() - 1);
      if (latest.value().equals(value) && latest.contentType().equals(contentType)) {
        return new Stored(latest, false);
      }
    }
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    Version version =
        new Version(
            HexFormat.of().formatHex(id), value, contentType, clock.instant().getEpochSecond());
    versions.add(version);
    Map<String, List<Version>> secrets = new TreeMap<>(content.secrets());
    secrets.put(name, List.copyOf(versions));
    save(new Content(secrets, configuredRoles, content.roles()));
    return new Stored(version, true);
  }

  /** Replaces all roles. */
  synchronized void setRoles(List<SecretRole> roles) {
    save(new Content(content.secrets(), configuredRoles, List.copyOf(roles)));
  }

  /** Whether a principal may read a secret. */
  synchronized boolean mayRead(String principalId, String name) {
    return content.roles().stream()
        .anyMatch(
            role ->
                role.principalId().equalsIgnoreCase(principalId)
                    && role.secretName().map(name::equalsIgnoreCase).orElse(true));
  }

  private void save(Content changed) {
    try {
      PrivateFiles.writeDurably(file, HttpCall.MAPPER.writeValueAsBytes(changed));
    } catch (IOException e) {
      throw new UncheckedIOException("The vault's file cannot be written", e);
    }
    content = changed;
  }
}
