package dev.patienttests.local.stack.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that a deployment is made of, each with the hash of its content: what {@code up}
 * compares to know what has changed.
 *
 * @param hashes path relative to the project, with slashes, to SHA-256 in hexadecimal
 */
public record DeployedInputs(SortedMap<String, String> hashes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is deployed as it stands. */
  private static final List<String> DECLARED = List.of("infra", "apim");

  /** What the function apps are built from. */
  private static final List<String> COMPILED =
      List.of("pom.xml", "shared-auth", "audit-api", "patient-api");

  private static final Pattern VARIABLE = Pattern.compile("readEnvironmentVariable\\(\\s*'(\\w+)'");

  private static final HexFormat HEX = HexFormat.of();

  /** Reads all inputs of a project. */
  public static DeployedInputs scan(Project project) {
    SortedMap<String, String> hashes = new TreeMap<>();
    Stream.concat(DECLARED.stream(), COMPILED.stream())
        .map(project.root()::resolve)
        .filter(Files::exists)
        .forEach(path -> addAll(project.root(), path, hashes));
    addEnvironment(project, hashes);
    return new DeployedInputs(hashes);
  }

  /** Reads what {@link #save} wrote; nothing written means nothing deployed. */
  public static DeployedInputs load(Path file) {
    if (!Files.exists(file)) {
      return new DeployedInputs(new TreeMap<>());
    }
    try {
      return new DeployedInputs(JSON.readValue(file.toFile(), new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps it for the next comparison. */
  public void save(Path file) {
    try {
      Files.createDirectories(file.getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), hashes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only the files that the function apps are built from. */
  public DeployedInputs compiled() {
    Predicate<String> isCompiled =
        file -> COMPILED.stream().anyMatch(c -> file.equals(c) || file.startsWith(c + "/"));
    SortedMap<String, String> kept = new TreeMap<>(hashes);
    kept.keySet().removeIf(isCompiled.negate());
    return new DeployedInputs(kept);
  }

  /** The files that were added, changed or removed since the other one was taken. */
  public SortedSet<String> changedSince(DeployedInputs other) {
    SortedSet<String> changed = new TreeSet<>(hashes.keySet());
    changed.addAll(other.hashes.keySet());
    Map<String, String> before = other.hashes;
    changed.removeIf(file -> hashes.getOrDefault(file, "").equals(before.getOrDefault(file, "")));
    return changed;
  }

  private static void addAll(Path root, Path start, SortedMap<String, String> hashes) {
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = root.relativize(file);
        if (!isLeftOut(relative)) {
          hashes.put(relative.toString().replace('\\', '/'), hash(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parameter files read environment variables, which are inputs as much as the files are. */
  private static void addEnvironment(Project project, SortedMap<String, String> hashes) {
    for (String file : List.copyOf(hashes.keySet())) {
      if (file.endsWith(".bicepparam")) {
        Matcher names = VARIABLE.matcher(read(project.root().resolve(file)));
        while (names.find()) {
          String value = System.getenv(names.group(1));
          if (value != null) {
            hashes.put("environment variable " + names.group(1), hash(value.getBytes(UTF_8)));
          }
        }
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Build output, tests, documentation and what is private to a developer are not deployed. */
  private static boolean isLeftOut(Path relative) {
    String text = relative.toString().replace('\\', '/');
    return text.contains("/target/")
        || text.contains("/src/test/")
        || text.endsWith(".md")
        || text.endsWith(".snapshot.json")
        || text.contains("local.settings");
  }

  private static String hash(byte[] content) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
