package dev.patienttests.local.functions.worker;

import com.microsoft.azure.functions.HttpResponseMessage;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The method behind a function. A new instance of its class serves each invocation. */
public final class FunctionMethod {
  private static final int NO_CONTENT = 204;
  private final String function;
  private final Method method;
  private final Optional<Constructor<?>> constructor;
  private final ClassLoader loader;
  private final List<Parameters.Source> parameters;

  private FunctionMethod(
      String function,
      Method method,
      Optional<Constructor<?>> constructor,
      ClassLoader loader,
      List<Parameters.Source> parameters) {
    this.function = function;
    this.method = method;
    this.constructor = constructor;
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
      requireUsable(function, entryPoint, method);
      List<Parameters.Source> parameters =
          Arrays.stream(method.getParameters())
              .map(parameter -> Parameters.of(parameter, function + " (" + entryPoint + ")"))
              .toList();
      if (returnsAnswer(method)
          && Arrays.stream(method.getParameters()).anyMatch(Parameters::isTimer)) {
        throw new LoadException(function + ": a timer's function returns void");
      }
      return new FunctionMethod(
          function, method, constructor(function, type, method), loader, parameters);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new LoadException(function + ": class " + className + " cannot be loaded: " + e, e);
    }
  }

  private static void requireUsable(String function, String entryPoint, Method method) {
    Class<?> returned = method.getReturnType();
    if (returned != HttpResponseMessage.class && returned != void.class) {
      throw new LoadException(
          "%s: %s returns %s; supported are HttpResponseMessage and void"
              .formatted(function, entryPoint, returned.getName()));
    }
  }

  private static boolean returnsAnswer(Method method) {
    return method.getReturnType() != void.class;
  }

  /** What makes the instances; a static method needs none. */
  private static Optional<Constructor<?>> constructor(
      String function, Class<?> type, Method method) {
    if (Modifier.isStatic(method.getModifiers())) {
      return Optional.empty();
    }
    Optional<Constructor<?>> found =
        Arrays.stream(type.getConstructors())
            .filter(each -> each.getParameterCount() == 0)
            .findFirst();
    if (found.isEmpty()) {
      throw new LoadException(
          function + ": " + type.getName() + " has no public constructor without parameters");
    }
    return found;
  }

  /** Whether a timer triggers it. */
  public boolean takesTimer() {
    return Arrays.stream(method.getParameters()).anyMatch(Parameters::isTimer);
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
    Object[] arguments = new Object[parameters.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = parameters.get(i).value(function, invocation);
    }
    try {
      Object instance = constructor.isPresent() ? constructor.get().newInstance() : null;
      return method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      throw new InvocationException(
          "the function threw " + e.getCause().getClass().getName(), e.getCause());
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
