package dev.patienttests.local.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.local.net.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The blobs of one container: a file for each, named by the hash of the blob's name, which holds a
 * line about the blob and then its content. A blob that was put is on disk when the call returns.
 */
final class BlobStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path directory;
  private final NavigableMap<String, Blob> blobs = new ConcurrentSkipListMap<>();

  /**
   * What is known of a blob besides its content.
   *
   * @param etag without quotes
   */
  record Blob(String name, String contentType, String etag, Instant modified, long length) {}

  /** A blob with its content. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Content(Blob blob, byte[] bytes) {}

  /** Opens the container whose blobs lie in a directory, which is made where it is missing. */
  BlobStore(Path directory) throws IOException {
    this.directory = directory;
    PrivateFiles.createDirectories(directory);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".blob")).toList()) {
        Blob blob = read(file).blob();
        blobs.put(blob.name(), blob);
      }
    }
  }

  private static Content read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = 0;
    while (all[end] != '\n') {
      end++;
    }
    JsonNode about = JSON.readTree(all, 0, end);
    byte[] bytes = Arrays.copyOfRange(all, end + 1, all.length);
    return new Content(
        new Blob(
            about.path("name").asText(),
            about.path("contentType").asText(),
            about.path("etag").asText(),
            Instant.ofEpochSecond(about.path("modified").asLong()),
            bytes.length),
        bytes);
  }

  private Path file(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
      return directory.resolve(HexFormat.of().formatHex(hash) + ".blob");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  Optional<Blob> find(String name) {
    return Optional.ofNullable(blobs.get(name));
  }

  synchronized Optional<Content> content(String name) throws IOException {
    return blobs.containsKey(name) ? Optional.of(read(file(name))) : Optional.empty();
  }

  /** Up to so many blobs whose names begin so, in the order of names, from one on. */
  List<Blob> list(String prefix, String from, int most) {
    return new TreeMap<>(blobs.tailMap(from.compareTo(prefix) > 0 ? from : prefix))
        .values().stream().takeWhile(blob -> blob.name().startsWith(prefix)).limit(most).toList();
  }

  /** Creates a blob, or replaces it. */
  synchronized void put(Blob blob, byte[] bytes) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("name", blob.name())
                .put("contentType", blob.contentType())
                .put("etag", blob.etag())
                .put("modified", blob.modified().getEpochSecond())));
    file.write('\n');
    file.writeBytes(bytes);
    PrivateFiles.writeDurably(file(blob.name()), file.toByteArray());
    syncDirectory();
    blobs.put(blob.name(), blob);
  }

  synchronized void delete(String name) throws IOException {
    Files.deleteIfExists(file(name));
    syncDirectory();
    blobs.remove(name);
  }

  /** A new name in a directory is on disk only then. */
  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
