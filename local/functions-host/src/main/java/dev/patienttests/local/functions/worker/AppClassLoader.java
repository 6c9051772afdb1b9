package dev.patienttests.local.functions.worker;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The class loader of an app: the JDK, the Functions library that the worker brings, and the app's
 * own jars. Nothing else of this process can be seen.
 */
final class AppClassLoader extends URLClassLoader {

  private AppClassLoader(URL[] jars, ClassLoader parent) {
    super("app", jars, parent);
  }

  static AppClassLoader of(List<Path> jars) {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = jars.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new LoadException(jars.get(i) + " has no URL", e);
      }
    }
    return new AppClassLoader(urls, new WorkerLibrary());
  }

  /** The parent: the JDK and {@code com.microsoft.azure.functions}, which apps compile against. */
  private static final class WorkerLibrary extends ClassLoader {
    private static final String PACKAGE = "com.microsoft.azure.functions.";

    WorkerLibrary() {
      super("worker-library", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(PACKAGE)) {
        return AppClassLoader.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
