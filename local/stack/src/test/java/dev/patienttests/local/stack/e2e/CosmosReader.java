package dev.patienttests.local.stack.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads documents of one Cosmos DB account over its own protocol.
 *
 * @param endpoint the account's URL without a slash at the end
 * @param key one of the account's keys, or one that is to be refused
 */
public record CosmosReader(HttpClient client, String endpoint, String key) {
  /** Link of the container of patients. */
  public static final String PATIENTS = "dbs/patient/colls/patients";

  /** Link of the container of tests. */
  public static final String TESTS = "dbs/patient/colls/tests";

  /** Link of the container of audit records. */
  public static final String AUDIT_RECORDS = "dbs/audit/colls/auditRecords";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The document with that id, in a container whose partition key is {@code /id}. */
  public Optional<JsonNode> document(String container, String id) {
    String link = container + "/docs/" + id;
    HttpResponse<String> response =
        Clients.send(
            client,
            request("get", link, link).header("x-ms-documentdb-partitionkey", "[\"" + id + "\"]"));
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(tree(response));
  }

  /** All documents of a container. */
  public List<JsonNode> documents(String container) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> continuation = Optional.of("");
    while (continuation.isPresent()) {
      HttpResponse<String> page = feed(container, continuation.get());
      tree(page).path("Documents").forEach(all::add);
      continuation = page.headers().firstValue("x-ms-continuation");
    }
    return all;
  }

  /** The status of reading all documents of a container. */
  public int status(String container) {
    return feed(container, "").statusCode();
  }

  private HttpResponse<String> feed(String container, String continuation) {
    HttpRequest.Builder request = request("get", container + "/docs", container);
    if (!continuation.isEmpty()) {
      request.header("x-ms-continuation", continuation);
    }
    return Clients.send(client, request);
  }

  /**
   * Replaces a document, as anybody could who has the key.
   *
   * @param link of the document
   * @param partition value of its partition key
   */
  public HttpResponse<String> replace(String link, String partition, JsonNode document) {
    return Clients.send(
        client,
        request("put", link, link)
            .header("x-ms-documentdb-partitionkey", "[\"" + partition + "\"]")
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(document.toString())));
  }

  /** Deletes a document, as anybody could who has the key. */
  public HttpResponse<String> delete(String link, String partition) {
    return Clients.send(
        client,
        request("delete", link, link)
            .header("x-ms-documentdb-partitionkey", "[\"" + partition + "\"]")
            .DELETE());
  }

  /** Creates a document, as anybody could who has the key. */
  public HttpResponse<String> create(String container, String partition, JsonNode document) {
    return Clients.send(
        client,
        request("post", container + "/docs", container)
            .header("x-ms-documentdb-partitionkey", "[\"" + partition + "\"]")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(document.toString())));
  }

  private HttpRequest.Builder request(String verb, String path, String signed) {
    String date =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .format(ZonedDateTime.now(ZoneOffset.UTC));
    return HttpRequest.newBuilder(URI.create(endpoint + "/" + path))
        .header("x-ms-date", date)
        .header("x-ms-version", "2020-07-15")
        .header("x-ms-max-item-count", "-1")
        .header("authorization", signature(verb, signed, date));
  }

  private String signature(String verb, String link, String date) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      String text = verb + "\ndocs\n" + link + "\n" + date.toLowerCase(Locale.ENGLISH) + "\n\n";
      String hash =
          Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      return URLEncoder.encode("type=master&ver=1.0&sig=" + hash, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(HttpResponse<String> response) {
    try {
      if (response.statusCode() != 200) {
        throw new IllegalStateException("Cosmos answered " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "CosmosReader[" + endpoint + "]";
  }
}
