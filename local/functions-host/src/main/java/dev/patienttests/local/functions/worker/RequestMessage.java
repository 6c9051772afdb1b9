package dev.patienttests.local.functions.worker;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The request that a function sees; its maps are plain ones, so names are case-sensitive. */
final class RequestMessage implements HttpRequestMessage<Object> {
  private final Invocation invocation;
  private final Object body;
  private final Map<String, String> headers;
  private final Map<String, String> query;

  /**
   * The message of an invocation.
   *
   * @param body null for an absent one where the function asked for plain text
   */
  RequestMessage(Invocation invocation, Object body) {
    this.invocation = invocation;
    this.body = body;
    this.headers = new HashMap<>(invocation.headers());
    this.query = new HashMap<>(invocation.query());
  }

  @Override
  public URI getUri() {
    return URI.create(invocation.uri());
  }

  @Override
  public HttpMethod getHttpMethod() {
    return HttpMethod.value(invocation.method());
  }

  @Override
  public Map<String, String> getHeaders() {
    return headers;
  }

  @Override
  public Map<String, String> getQueryParameters() {
    return query;
  }

  @Override
  public Object getBody() {
    return body;
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new ResponseMessage.Builder().status(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new ResponseMessage.Builder().status(status);
  }
}
