package dev.patienttests.local.storage;

import dev.patienttests.local.storage.BlobStore.Blob;
import dev.patienttests.local.storage.StorageConfig.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What can be done in one container, by callers that may do it. */
final class BlobOperations {

  /** Enough for what the stack keeps; Azure takes 5,000 MiB. */
  private static final int LARGEST = 4 * 1024 * 1024;

  private static final int LONGEST_NAME = 1_024;
  private static final int LARGEST_PAGE = 5_000;
  private static final Set<String> LIST_PARAMETERS =
      Set.of("restype", "comp", "prefix", "marker", "maxresults");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String hostName;
  private final Container container;
  private final BlobStore store;
  private final Clock clock;

  BlobOperations(String hostName, Container container, BlobStore store, Clock clock) {
    this.hostName = hostName;
    this.container = container;
    this.store = store;
    this.clock = clock;
  }

  BlobAnswer get(BlobRequest request) throws IOException, BlobException {
    Blob blob = existing(request);
    boolean unchanged =
        request
            .header("if-none-match")
            .filter(tag -> tag.equals("*") || tag.equals(quoted(blob)))
            .isPresent();
    requireMatch(request, Optional.of(blob));
    if (unchanged) {
      return about(BlobAnswer.empty(304), blob);
    }
    byte[] content = store.content(blob.name()).orElseThrow(BlobOperations::notFound).bytes();
    byte[] body = request.method().equals("HEAD") ? new byte[0] : content;
    return about(new BlobAnswer(200, Map.of(), body), blob)
        .with("Content-Type", blob.contentType())
        .with("Content-Length", Long.toString(blob.length()))
        .with("x-ms-blob-type", "BlockBlob");
  }

  /** One writer at a time: what is found to be absent is so still when the blob is put. */
  synchronized BlobAnswer put(BlobRequest request, boolean mayOverwrite)
      throws IOException, BlobException {
    requireBlockBlob(request);
    String name = request.blobName();
    if (name.length() > LONGEST_NAME) {
      throw new BlobException(400, "InvalidResourceName", "The blob's name is too long.");
    }
    Optional<Blob> existing = store.find(name);
    requireAbsentWhereAsked(request, existing);
    requireMatch(request, existing);
    if (existing.isPresent()) {
      if (!mayOverwrite) {
        throw new BlobException(
            403,
            "UnauthorizedBlobOverwrite",
            "This request is not authorized to perform blob overwrites.");
      }
      requireMutable();
    }
    byte[] content =
        request
            .body()
            .read(LARGEST)
            .orElseThrow(
                () ->
                    new BlobException(
                        413,
                        "RequestBodyTooLarge",
                        "The request body is longer than " + LARGEST + " bytes."));
    Blob blob =
        new Blob(
            name,
            request
                .header("x-ms-blob-content-type")
                .or(() -> request.header("content-type"))
                .orElse("application/octet-stream"),
            "0x"
                + UUID.randomUUID()
                    .toString()
                    .replace("-", "")
                    .substring(0, 15)
                    .toUpperCase(Locale.ROOT),
            Instant.ofEpochSecond(clock.instant().getEpochSecond()),
            content.length);
    store.put(blob, content);
    return about(BlobAnswer.empty(201), blob);
  }

  private static void requireBlockBlob(BlobRequest request) throws BlobException {
    String type =
        request
            .header("x-ms-blob-type")
            .orElseThrow(
                () ->
                    new BlobException(
                        400, "MissingRequiredHeader", "The header x-ms-blob-type is missing."));
    if (!type.equals("BlockBlob")) {
      throw new BlobException(
          400, "InvalidHeaderValue", "x-ms-blob-type " + type + " is not served: BlockBlob is.");
    }
    for (String name : List.of("content-md5", "content-encoding", "content-language")) {
      if (request.header(name).isPresent()) {
        throw BlobException.badHeader(name);
      }
    }
  }

  private static void requireAbsentWhereAsked(BlobRequest request, Optional<Blob> existing)
      throws BlobException {
    Optional<String> condition = request.header("if-none-match");
    if (condition.isPresent() && !condition.get().equals("*")) {
      throw new BlobException(
          400, "UnsupportedHeader", "If-None-Match is served with the value * alone here.");
    }
    if (condition.isPresent() && existing.isPresent()) {
      throw new BlobException(409, "BlobAlreadyExists", "The specified blob already exists.");
    }
  }

  private static void requireMatch(BlobRequest request, Optional<Blob> existing)
      throws BlobException {
    Optional<String> condition = request.header("if-match");
    boolean met =
        condition.isEmpty()
            || existing
                .filter(blob -> condition.get().equals("*") || condition.get().equals(quoted(blob)))
                .isPresent();
    if (!met) {
      throw new BlobException(
          412,
          "ConditionNotMet",
          "The condition specified using HTTP conditional header(s) is not met.");
    }
  }

  private void requireMutable() throws BlobException {
    if (container.immutable()) {
      throw new BlobException(
          409,
          "BlobImmutableDueToPolicy",
          "This operation is not permitted as the blob is immutable due to a policy.");
    }
  }

  synchronized BlobAnswer delete(BlobRequest request) throws IOException, BlobException {
    Blob blob = existing(request);
    requireMatch(request, Optional.of(blob));
    if (request.header("if-none-match").isPresent()) {
      throw BlobException.badHeader("If-None-Match");
    }
    requireMutable();
    store.delete(blob.name());
    return BlobAnswer.empty(202);
  }

  BlobAnswer list(BlobRequest request) throws BlobException {
    for (String name : request.query().keySet()) {
      if (!LIST_PARAMETERS.contains(name)) {
        throw BlobException.notServed("The parameter " + name + " of List Blobs");
      }
    }
    String prefix = request.query().getOrDefault("prefix", "");
    String marker = request.query().getOrDefault("marker", "");
    int most = mostResults(request);
    List<Blob> found = store.list(prefix, nameOf(marker), most + 1);
    List<Blob> page = found.subList(0, Math.min(most, found.size()));
    StringBuilder xml = new StringBuilder();
    xml.append("<EnumerationResults ServiceEndpoint=\"https://")
        .append(hostName)
        .append("/\" ContainerName=\"")
        .append(container.name())
        .append("\">")
        .append(Xml.element("Prefix", prefix))
        .append(Xml.element("Marker", marker))
        .append(Xml.element("MaxResults", Integer.toString(most)))
        .append("<Blobs>");
    page.forEach(blob -> xml.append(entry(blob)));
    String next = found.size() > most ? markerOf(found.get(most).name()) : "";
    xml.append("</Blobs>").append(Xml.element("NextMarker", next)).append("</EnumerationResults>");
    return BlobAnswer.xml(200, xml.toString());
  }

  private static int mostResults(BlobRequest request) throws BlobException {
    String text = request.query().getOrDefault("maxresults", Integer.toString(LARGEST_PAGE));
    if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > LARGEST_PAGE) {
      throw new BlobException(
          400, "OutOfRangeQueryParameterValue", "maxresults is a number from 1 to 5000.");
    }
    return Integer.parseInt(text);
  }

  private static String markerOf(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String nameOf(String marker) throws BlobException {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BlobException(
          400, "InvalidQueryParameterValue", "marker is not one that was given out.");
    }
  }

  private static String entry(Blob blob) {
    return "<Blob>"
        + Xml.element("Name", blob.name())
        + "<Properties>"
        + Xml.element("Last-Modified", TIME.format(blob.modified()))
        + Xml.element("Etag", blob.etag())
        + Xml.element("Content-Length", Long.toString(blob.length()))
        + Xml.element("Content-Type", blob.contentType())
        + "<BlobType>BlockBlob</BlobType></Properties></Blob>";
  }

  private Blob existing(BlobRequest request) throws BlobException {
    return store.find(request.blobName()).orElseThrow(BlobOperations::notFound);
  }

  private static BlobException notFound() {
    return new BlobException(404, "BlobNotFound", "The specified blob does not exist.");
  }

  private static BlobAnswer about(BlobAnswer answer, Blob blob) {
    return answer.with("ETag", quoted(blob)).with("Last-Modified", TIME.format(blob.modified()));
  }

  private static String quoted(Blob blob) {
    return "\"" + blob.etag() + "\"";
  }
}
