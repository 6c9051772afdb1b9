package dev.patienttests.audit;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A key vault that asks who calls, and then gives one answer. */
final class VaultAnswers implements HttpClient {
  /** Method, URL and body of each request that came with a token. */
  final List<String> requests = new ArrayList<>();

  private final int status;
  private final String body;

  VaultAnswers(int status, String body) {
    this.status = status;
    this.body = body.replace('\'', '"');
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    if (request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION) == null) {
      HttpHeaders challenge =
          new HttpHeaders()
              .set(
                  HttpHeaderName.WWW_AUTHENTICATE,
                  "Bearer authorization=\"https://login.microsoftonline.com/t\","
                      + " resource=\"https://vault.azure.net\"");
      return Mono.just(new Answer(request, 401, challenge, ""));
    }
    BinaryData sent = request.getBodyAsBinaryData();
    requests.add(request.getHttpMethod() + " " + request.getUrl() + " " + sent);
    HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
    return Mono.just(new Answer(request, status, headers, body));
  }

  private static final class Answer extends HttpResponse {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(HttpRequest request, int status, HttpHeaders headers, String body) {
      super(request);
      this.status = status;
      this.headers = headers;
      this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
      return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(body));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(body, charset));
    }
  }
}
