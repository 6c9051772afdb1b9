package dev.patienttests.local.functions.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How each parameter of a function method gets its value. */
final class Parameters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Parameters() {}

  /** Gives one argument. */
  @FunctionalInterface
  interface Source {
    Object value(String function, Invocation invocation) throws InvocationException;
  }

  /**
   * The source of a parameter.
   *
   * @param where class and method, for the message
   * @throws LoadException for a kind of parameter that is not supported
   */
  static Source of(Parameter parameter, String where) {
    if (parameter.getType() == ExecutionContext.class) {
      return Context::new;
    }
    BindingName name = parameter.getAnnotation(BindingName.class);
    if (name != null && parameter.getType() == String.class) {
      return (function, invocation) -> bound(name.value(), invocation);
    }
    if (isTimer(parameter) && parameter.getType() == String.class) {
      return (function, invocation) -> invocation.body().orElseThrow();
    }
    if (parameter.getAnnotation(HttpTrigger.class) != null
        && parameter.getParameterizedType() instanceof ParameterizedType type
        && type.getRawType() == HttpRequestMessage.class) {
      Type body = type.getActualTypeArguments()[0];
      if (body == String.class) {
        return (function, invocation) ->
            new RequestMessage(invocation, invocation.body().orElse(null));
      }
      if (body.getTypeName().equals("java.util.Optional<java.lang.String>")) {
        return (function, invocation) -> new RequestMessage(invocation, invocation.body());
      }
    }
    throw new LoadException(
        ("%s: parameter '%s' of type %s is not supported; supported are HttpRequestMessage of"
                + " Optional<String> or String with @HttpTrigger, ExecutionContext, and String"
                + " with @TimerTrigger or @BindingName")
            .formatted(where, parameter.getName(), parameter.getParameterizedType()));
  }

  static boolean isTimer(Parameter parameter) {
    return parameter.getAnnotation(TimerTrigger.class) != null;
  }

  /**
   * Looks a name up in the trigger's metadata. That dictionary ignores case and keeps the first
   * spelling of a name, the look-up does not ignore it: so a caller that sends {@code ?ID=2} can
   * hide the route value {@code id}.
   */
  private static String bound(String name, Invocation invocation) throws InvocationException {
    Map<String, Optional<String>> metadata = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    invocation.body().ifPresent(body -> addProperties(body, metadata));
    invocation
        .query()
        .forEach(
            (key, value) -> {
              if (!key.equalsIgnoreCase("code")) {
                metadata.put(key, Optional.of(value.substring(value.lastIndexOf(',') + 1)));
              }
            });
    metadata.putAll(invocation.routeValues());
    for (Map.Entry<String, Optional<String>> entry : metadata.entrySet()) {
      if (entry.getKey().equals(name) && entry.getValue().isPresent()) {
        return entry.getValue().get();
      }
    }
    throw new InvocationException(
        "Cannot find matched @BindingName of customer function for '" + name + "'");
  }

  private static void addProperties(String body, Map<String, Optional<String>> metadata) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node != null && node.isObject()) {
        node.properties()
            .forEach(
                entry -> {
                  JsonNode value = entry.getValue();
                  if (!value.isArray()) {
                    metadata.put(
                        entry.getKey(),
                        Optional.of(value.isValueNode() ? value.asText() : value.toString()));
                  }
                });
      }
    } catch (JsonProcessingException e) {
      // A body that is no JSON contributes nothing, as with the real host.
      return;
    }
  }
}
