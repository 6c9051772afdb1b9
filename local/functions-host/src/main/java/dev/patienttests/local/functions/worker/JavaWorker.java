package dev.patienttests.local.functions.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The worker of one app: one class loader for all of its functions. */
public final class JavaWorker implements AutoCloseable {
  private static final List<String> UNSUPPORTED_SERVICES =
      List.of(
          "com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector",
          "com.microsoft.azure.functions.internal.spi.middleware.Middleware");
  private final AppClassLoader loader;

  private JavaWorker(AppClassLoader loader) {
    this.loader = loader;
  }

  /**
   * A worker for the jars of an app: the script files, and what lies in the folder beside them
   * whose name ends in {@code lib}.
   *
   * @throws LoadException when a jar registers a service that this worker does not call
   */
  public static JavaWorker of(List<Path> scriptFiles) throws IOException {
    Set<Path> jars = new LinkedHashSet<>();
    for (Path script : scriptFiles) {
      jars.add(script);
      jars.addAll(libraries(script));
    }
    AppClassLoader loader = AppClassLoader.of(List.copyOf(jars));
    for (String service : UNSUPPORTED_SERVICES) {
      if (loader.getResource("META-INF/services/" + service) != null) {
        loader.close();
        throw new LoadException("the app registers a " + service + ", which is not supported");
      }
    }
    return new JavaWorker(loader);
  }

  private static List<Path> libraries(Path script) throws IOException {
    try (Stream<Path> siblings = Files.list(script.toAbsolutePath().getParent())) {
      List<Path> folders =
          siblings
              .filter(
                  each -> Files.isDirectory(each) && each.getFileName().toString().endsWith("lib"))
              .sorted()
              .toList();
      List<Path> jars = new ArrayList<>();
      for (Path folder : folders.subList(0, Math.min(1, folders.size()))) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(each -> each.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
      }
      return jars;
    }
  }

  /**
   * Loads a function.
   *
   * @param entryPoint fully qualified class and method
   * @throws LoadException when there is not exactly one such method, or it is of a kind that is not
   *     supported
   */
  public FunctionMethod load(String function, String entryPoint) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return FunctionMethod.load(function, entryPoint, loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
