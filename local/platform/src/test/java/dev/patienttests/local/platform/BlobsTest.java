package dev.patienttests.local.platform;

import static dev.patienttests.local.platform.PlatformFixture.BLOBS;
import static dev.patienttests.local.platform.PlatformFixture.CALLER;
import static dev.patienttests.local.platform.PlatformFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.storage.BlobService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blob service: an append-only container, and a plain one. */
class BlobsTest {
  @TempDir static Path directory;
  private static PlatformFixture fixture;
  private static String adder;
  private static String writer;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    fixture = new PlatformFixture(directory);
    adder = fixture.token(CALLER, BlobService.RESOURCE);
    writer = fixture.token(STRANGER, BlobService.RESOURCE + "/");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static HttpResponse<String> send(
      InetSocketAddress from, String token, String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + BLOBS + "/" + path))
            .header("x-ms-version", "2023-11-03")
            .method(method, HttpRequest.BodyPublishers.ofString(method.equals("PUT") ? path : ""));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return fixture.send(from, request.build());
  }

  private static HttpResponse<String> send(
      String token, String method, String path, String... headers)
      throws IOException, InterruptedException {
    return send(fixture.inside, token, method, path, headers);
  }

  private static HttpResponse<String> add(String token, String path)
      throws IOException, InterruptedException {
    return send(token, "PUT", path, "x-ms-blob-type", "BlockBlob", "If-None-Match", "*");
  }

  private static HttpResponse<String> put(String token, String path)
      throws IOException, InterruptedException {
    return send(
        token, "PUT", path, "x-ms-blob-type", "BlockBlob", "Content-Type", "application/json");
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("x-ms-error-code")).hasValue(code);
    assertThat(response.body()).contains("<Code>" + code + "</Code>");
  }

  @Test
  void addedBlobCanBeReadAndOutlivesARestart() throws Exception {
    HttpResponse<String> added = add(adder, "seals/a/0000000001.json");
    fixture.restart();
    HttpResponse<String> found = send(adder, "GET", "seals/a/0000000001.json");

    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).isEqualTo("seals/a/0000000001.json");
    assertThat(found.headers().firstValue("ETag"))
        .isPresent()
        .isEqualTo(added.headers().firstValue("ETag"));
    assertThat(found.headers().firstValue("x-ms-blob-type")).hasValue("BlockBlob");
  }

  @Test
  void whatIsThereIsNeverAddedAgainOrReplacedInAnImmutableContainer() throws Exception {
    add(adder, "seals/kept");

    assertRefused(add(adder, "seals/kept"), 409, "BlobAlreadyExists");
    assertRefused(put(adder, "seals/kept"), 403, "UnauthorizedBlobOverwrite");
    assertRefused(put(writer, "seals/kept"), 409, "BlobImmutableDueToPolicy");
    assertRefused(send(writer, "DELETE", "seals/kept"), 409, "BlobImmutableDueToPolicy");
    assertRefused(send(adder, "DELETE", "seals/kept"), 403, "AuthorizationPermissionMismatch");
    assertThat(send(adder, "GET", "seals/kept").body()).isEqualTo("seals/kept");
  }

  @Test
  void plainContainerIsOverwrittenUnderItsCondition() throws Exception {
    String first = put(writer, "plain/x").headers().firstValue("ETag").orElseThrow();
    assertThat(put(writer, "plain/x").statusCode()).isEqualTo(201);

    HttpResponse<String> stale =
        send(writer, "PUT", "plain/x", "x-ms-blob-type", "BlockBlob", "If-Match", first);

    assertRefused(stale, 412, "ConditionNotMet");
    assertThat(send(writer, "HEAD", "plain/x").headers().firstValue("Content-Type"))
        .hasValue("application/json");
    assertThat(send(writer, "DELETE", "plain/x").statusCode()).isEqualTo(202);
    assertRefused(send(writer, "GET", "plain/x"), 404, "BlobNotFound");
  }

  @Test
  void listGoesOnWithItsMarker() throws Exception {
    for (String name : List.of("l/3", "l/1", "l/2", "l/ä&", "other")) {
      assertThat(put(writer, "plain/" + name.replace("ä", "%C3%A4")).statusCode()).isEqualTo(201);
    }
    String url = "plain?restype=container&comp=list&prefix=l/&maxresults=3";
    HttpResponse<String> first = send(writer, "GET", url);
    String marker = elements(first.body(), "NextMarker").get(0);
    HttpResponse<String> second = send(writer, "GET", url + "&marker=" + marker);

    assertThat(elements(first.body(), "Name")).containsExactly("l/1", "l/2", "l/3");
    assertThat(elements(second.body(), "Name")).containsExactly("l/ä&amp;");
    assertThat(second.body()).contains("<NextMarker />").contains("ContainerName=\"plain\"");
  }

  private static List<String> elements(String xml, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void callersWithoutTokenNetworkOrRoleAreRefused() throws Exception {
    assertRefused(send("", "GET", "seals/x"), 401, "NoAuthenticationInformation");
    assertRefused(send("x", "GET", "seals/x"), 401, "InvalidAuthenticationInfo");
    assertRefused(
        send(fixture.token(CALLER, Tenant.VAULT_RESOURCE), "GET", "seals/x"),
        401,
        "InvalidAuthenticationInfo");
    assertRefused(send(fixture.outside, adder, "GET", "seals/x"), 403, "AuthorizationFailure");
    assertRefused(send(adder, "GET", "plain/x"), 403, "AuthorizationPermissionMismatch");
    assertRefused(send(writer, "GET", "none/x"), 404, "ContainerNotFound");
    assertThat(send("", "GET", "seals/x").headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("resource_id=" + BlobService.RESOURCE);
  }

  @Test
  void whatIsNotServedIsRefusedByName() throws Exception {
    assertThat(send(writer, "PUT", "plain/x?comp=block").body()).contains("comp");
    assertThat(send(writer, "PUT", "plain?restype=container").statusCode()).isEqualTo(501);
    assertThat(send(writer, "GET", "?comp=list").statusCode()).isEqualTo(501);
    assertThat(send(writer, "GET", "plain?restype=container&comp=list&delimiter=/").body())
        .contains("delimiter");
    assertThat(send(writer, "GET", "plain/x", "x-ms-lease-id", "l").body())
        .contains("x-ms-lease-id");
    assertThat(send(writer, "PUT", "plain/x", "x-ms-blob-type", "AppendBlob").body())
        .contains("AppendBlob");
    assertThat(send(writer, "PUT", "plain/x").statusCode()).isEqualTo(400);
  }
}
