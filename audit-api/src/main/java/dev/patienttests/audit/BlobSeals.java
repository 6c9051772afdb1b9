package dev.patienttests.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.auth.TokenProvider;
import dev.patienttests.auth.client.CappedBody;
import dev.patienttests.http.CallLog;
import dev.patienttests.http.Failures;
import dev.patienttests.http.IdleConnections;
import dev.patienttests.http.RequestLog;
import dev.patienttests.http.StrictJson;
import dev.patienttests.http.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Seals as blobs {@code seals/<number of 10 digits>.json} of one container, over the REST API of
 * Azure Blob Storage: read, and added under the condition that nothing is there.
 */
final class BlobSeals implements Seals {
  private static final String STORAGE = "https://storage.azure.com";
  private static final String VERSION = "2023-11-03";
  private static final Duration CONNECT = Duration.ofSeconds(8);
  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final int LARGEST = 64 * 1024;
  private static final JsonMapper MAPPER = StrictJson.mapper(LARGEST);

  private final URI container;
  private final TokenProvider tokens;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * The seals in a container. Nothing is contacted yet.
   *
   * @param container URL of the container, without a slash at the end
   * @param clock says the time that a request is sent at
   */
  BlobSeals(URI container, TokenProvider tokens, InstantSource clock) {
    this.container = container;
    this.tokens = tokens;
    this.clock = clock;
    IdleConnections.keepShort();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
  }

  @Override
  public Optional<Seal> find(long number) {
    HttpResponse<Optional<byte[]>> response = send(request(number).GET());
    return switch (response.statusCode()) {
      case 200 -> Optional.of(read(response, number));
      case 404 -> Optional.empty();
      default -> throw unexpected(response);
    };
  }

  @Override
  public boolean add(long number, ObjectNode signed) {
    HttpResponse<Optional<byte[]>> response =
        send(
            request(number)
                .setHeader("x-ms-blob-type", "BlockBlob")
                .setHeader("If-None-Match", "*")
                .setHeader("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(signed.toString())));
    return switch (response.statusCode()) {
      case 201 -> true;
      case 409, 412 -> false; // there is one: BlobAlreadyExists, BlobImmutableDueToPolicy
      default -> throw unexpected(response);
    };
  }

  private HttpRequest.Builder request(long number) {
    DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    return HttpRequest.newBuilder(
            URI.create(container + "/seals/" + "%010d".formatted(number) + ".json"))
        .timeout(REQUEST)
        .setHeader("Authorization", "Bearer " + tokens.tokenFor(STORAGE).value())
        .setHeader("x-ms-version", VERSION)
        .setHeader("x-ms-date", http.format(clock.instant()));
  }

  private HttpResponse<Optional<byte[]>> send(HttpRequest.Builder request) {
    try (CallLog log = RequestLog.call("storage")) {
      HttpResponse<Optional<byte[]>> response =
          http.send(request.build(), head -> new CappedBody(LARGEST, REQUEST));
      log.answered(response.statusCode());
      return response;
    } catch (IOException e) {
      throw unavailable(Failures.withoutMessages(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(Failures.withoutMessages(e));
    }
  }

  private static Seal read(HttpResponse<Optional<byte[]>> response, long number) {
    try {
      byte[] body = response.body().orElseThrow(() -> new IllegalArgumentException("Too large."));
      return Seal.read(MAPPER.readTree(new String(body, StandardCharsets.UTF_8)), number);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unavailable(Failures.fact("seal " + number + " is not readable"));
    }
  }

  private static UnavailableException unexpected(HttpResponse<?> response) {
    return unavailable(Failures.fact("status " + response.statusCode()));
  }

  private static UnavailableException unavailable(Throwable cause) {
    return new UnavailableException("The seals are not available.", cause);
  }
}
