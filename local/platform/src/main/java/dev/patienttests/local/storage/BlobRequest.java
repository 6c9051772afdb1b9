package dev.patienttests.local.storage;

import dev.patienttests.local.net.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the blob service.
 *
 * @param path segments below the host, decoded: container, then the parts of the blob's name
 * @param query parameters by name, each with one value
 * @param headers by name in lower case
 * @param caller where it comes from
 * @param principal object id of the identity whose token it carries; absent for none that is valid
 */
public record BlobRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    Body body,
    Caller caller,
    Optional<String> principal) {

  /** The content, read once. */
  public interface Body {
    /**
     * Reads it whole.
     *
     * @return empty where it is longer than {@code most} bytes
     */
    Optional<byte[]> read(int most) throws IOException;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  String container() {
    return path.get(0);
  }

  String blobName() {
    return String.join("/", path.subList(1, path.size()));
  }
}
