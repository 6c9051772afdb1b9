package dev.patienttests.local.functions.worker;

import com.microsoft.azure.functions.HttpResponseMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The method behind a function. A new instance of its class serves each invocation. */
public final class FunctionMethod {
  private static final int NO_CONTENT = 204;
  private final String function;
  private final Method method;
  private final ClassLoader loader;
  private final List<Parameters.Source> parameters;

  private FunctionMethod(
      String function, Method method, ClassLoader loader, List<Parameters.Source> parameters) {
    this.function = function;
    this.method = method;
    this.loader = loader;
    this.parameters = parameters;
  }

  /** Finds the entry point; the class is loaded but not initialised. */
  static FunctionMethod load(String function, String entryPoint, ClassLoader loader) {
    int dot = entryPoint.lastIndexOf('.');
    if (dot <= 0) {
      throw new LoadException(function + ": entryPoint '" + entryPoint + "' is no class.method");
    }
    String className = entryPoint.substring(0, dot);
    String name = entryPoint.substring(dot + 1);
    try {
      Class<?> type = Class.forName(className, false, loader);
      List<Method> methods =
          Arrays.stream(type.getMethods())
              .filter(each -> each.getName().equals(name) && !each.isBridge())
              .toList();
      if (methods.size() != 1) {
        throw new LoadException(
            "%s: %s has %d public methods named %s, exactly one is needed"
                .formatted(function, className, methods.size(), name));
      }
      Method method = methods.get(0);
      requireUsable(function, entryPoint, type, method);
      List<Parameters.Source> parameters =
          Arrays.stream(method.getParameters())
              .map(parameter -> Parameters.of(parameter, function + " (" + entryPoint + ")"))
              .toList();
      return new FunctionMethod(function, method, loader, parameters);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new LoadException(function + ": class " + className + " cannot be loaded: " + e, e);
    }
  }

  private static void requireUsable(
      String function, String entryPoint, Class<?> type, Method method) {
    Class<?> returned = method.getReturnType();
    if (returned != HttpResponseMessage.class && returned != void.class) {
      throw new LoadException(
          "%s: %s returns %s; supported are HttpResponseMessage and void"
              .formatted(function, entryPoint, returned.getName()));
    }
    boolean constructible =
        Arrays.stream(type.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
    if (!Modifier.isStatic(method.getModifiers()) && !constructible) {
      throw new LoadException(
          function + ": " + type.getName() + " has no public constructor without parameters");
    }
  }

  /**
   * Runs the function on the calling thread with the app's class loader as context.
   *
   * @throws InvocationException whatever the function, its construction or its answer threw. Of an
   *     {@link Error} outside the method, such as a failing static initialiser, the real worker
   *     says nothing until functionTimeout; here it fails at once, by name.
   */
  public Result invoke(Invocation invocation) throws InvocationException {
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(loader);
    try {
      return result(call(invocation));
    } finally {
      thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }
  }

  private Object call(Invocation invocation) throws InvocationException {
    List<Object> arguments = new ArrayList<>();
    for (Parameters.Source parameter : parameters) {
      arguments.add(parameter.value(function, invocation));
    }
    try {
      Object instance =
          Modifier.isStatic(method.getModifiers())
              ? null
              : method.getDeclaringClass().getConstructor().newInstance();
      return method.invoke(instance, arguments.toArray());
    } catch (InvocationTargetException e) {
      throw new InvocationException("the function threw " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new InvocationException("the function cannot be called: " + e, e);
    } catch (LinkageError e) {
      throw new InvocationException(
          "the function's class cannot be initialised; in Azure this request would hang until"
              + " functionTimeout: "
              + e,
          e);
    }
  }

  private Result result(Object returned) throws InvocationException {
    if (returned == null) {
      return new Result(NO_CONTENT, Map.of(), new Result.Body.None());
    }
    if (!(returned instanceof ResponseMessage response)) {
      throw new InvocationException("returned an HttpResponseMessage of its own making");
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      if (header.getKey() == null || header.getValue() == null) {
        throw new InvocationException("header '" + header.getKey() + "' has the value null");
      }
      headers.put(header.getKey(), header.getValue());
    }
    return new Result(response.getStatusCode(), headers, body(response.getBody()));
  }

  private static Result.Body body(Object body) throws InvocationException {
    if (body == null) {
      return new Result.Body.None();
    }
    if (body instanceof String text) {
      return new Result.Body.Text(text);
    }
    if (body instanceof byte[] octets) {
      return new Result.Body.Octets(octets);
    }
    throw new InvocationException(
        "a body of type " + body.getClass().getName() + " is not supported here");
  }
}
