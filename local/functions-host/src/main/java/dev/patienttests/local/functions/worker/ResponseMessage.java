package dev.patienttests.local.functions.worker;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import java.util.HashMap;
import java.util.Map;

/** The answer that a function builds: one value per header name, the last one counts. */
final class ResponseMessage implements HttpResponseMessage {
  private final HttpStatusType status;
  private final Map<String, String> headers;
  private final Object body;

  private ResponseMessage(HttpStatusType status, Map<String, String> headers, Object body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  @Override
  public String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public Object getBody() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  static final class Builder implements HttpResponseMessage.Builder {
    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;
    private final Map<String, String> headers = new HashMap<>();
    private HttpStatusType status = com.microsoft.azure.functions.HttpStatus.OK;
    private Object body;

    @Override
    public HttpResponseMessage.Builder status(HttpStatusType value) {
      if (value.value() < LOWEST || value.value() > HIGHEST) {
        throw new IllegalArgumentException("Invalid HTTP Status code " + value.value());
      }
      status = value;
      return this;
    }

    @Override
    public HttpResponseMessage.Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    @Override
    public HttpResponseMessage.Builder body(Object value) {
      body = value;
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return new ResponseMessage(status, new HashMap<>(headers), body);
    }
  }
}
