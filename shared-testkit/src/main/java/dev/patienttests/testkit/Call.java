package dev.patienttests.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** A call of a function, as the worker makes it: header names in lower case, an own logger. */
public final class Call implements HttpRequestMessage<Optional<String>>, ExecutionContext {
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> query = new LinkedHashMap<>();
  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getAnonymousLogger();
  private Optional<String> body = Optional.empty();
  private String uri = "https://localhost/api";

  /** A call without principal, headers of its own and body. */
  public Call() {
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().format(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  /** With the principal that Easy Auth would add for an application with these roles. */
  public Call by(String clientId, String... roles) {
    StringBuilder claims = new StringBuilder("{'typ':'azp','val':'" + clientId + "'}");
    claims.append(",{'typ':'oid','val':'object-of-").append(clientId).append("'}");
    for (String role : roles) {
      claims.append(",{'typ':'roles','val':'").append(role).append("'}");
    }
    String json = "{'auth_typ':'aad','claims':[" + claims + "]}";
    return header(
        "x-ms-client-principal",
        Base64.getEncoder()
            .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  /** With a header, whose name is in lower case. */
  public Call header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** With a body in which single quotes stand for double ones. */
  public Call body(String json) {
    body = Optional.of(json.replace('\'', '"'));
    return this;
  }

  /** With a parameter of the query. */
  public Call query(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** At this address. */
  public Call uri(String address) {
    uri = address;
    return this;
  }

  /** Makes the call. */
  public Answer to(
      BiFunction<HttpRequestMessage<Optional<String>>, ExecutionContext, HttpResponseMessage>
          function) {
    return (Answer) function.apply(this, this);
  }

  /** All that the function has logged, as a log file would show it. */
  public List<String> logged() {
    return List.copyOf(logged);
  }

  @Override
  public URI getUri() {
    return URI.create(uri);
  }

  @Override
  public HttpMethod getHttpMethod() {
    return HttpMethod.POST;
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
  public Optional<String> getBody() {
    return body;
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new Builder().status(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new Builder().status(status);
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return "invocation";
  }

  @Override
  public String getFunctionName() {
    return "function";
  }

  /** An answer with its headers. */
  public record Answer(HttpStatusType type, Map<String, String> headers, Optional<Object> content)
      implements HttpResponseMessage {
    @Override
    public HttpStatusType getStatus() {
      return type;
    }

    @Override
    public int getStatusCode() {
      return type.value();
    }

    @Override
    public String getHeader(String name) {
      return headers.get(name);
    }

    @Override
    public Object getBody() {
      return content.orElse(null);
    }

    /** The body; empty when there is none. */
    public String text() {
      return content.map(Object::toString).orElse("");
    }

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(text());
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Names of the fields that problem details complain about. */
    public List<String> badFields() {
      return json().path("errors").findValuesAsText("field");
    }
  }

  private static final class Builder implements HttpResponseMessage.Builder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private HttpStatusType status = HttpStatus.OK;
    private Optional<Object> body = Optional.empty();

    @Override
    public HttpResponseMessage.Builder status(HttpStatusType value) {
      status = value;
      return this;
    }

    @Override
    public HttpResponseMessage.Builder header(String key, String value) {
      headers.put(key, value);
      return this;
    }

    @Override
    public HttpResponseMessage.Builder body(Object value) {
      body = Optional.of(value);
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return new Answer(status, headers, body);
    }
  }
}
