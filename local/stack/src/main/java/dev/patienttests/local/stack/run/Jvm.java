package dev.patienttests.local.stack.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line of a child JVM. */
final class Jvm {
  /** What a process may see of the developer's own environment. */
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TMPDIR", "TZ");

  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  private final String mainClass;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();

  Jvm(String mainClass) {
    this.mainClass = mainClass;
    // Small heaps and one collector thread: five of them share a laptop with everything else.
    options.add("-XX:+UseSerialGC");
    options.add("-Xmx256m");
    // C1 alone, as the Functions host starts its Java worker: what the second compiler would gain
    // in hours, five processes that start at once would lose now.
    options.add(FIRST_COMPILER);
    options.addAll(sharedClasses());
    // Jetty would start the JDK's whole management to learn this: 64 octets, 4 for each reference.
    property("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  /**
   * Options that map the classes from the archive beside the launcher's jars, if it is there. What
   * the JVM has to say about an archive that does not fit goes nowhere: it starts without.
   */
  static List<String> sharedClasses() {
    String firstJar = System.getProperty("java.class.path").split(File.pathSeparator, -1)[0];
    Path archive = Path.of(firstJar).resolveSibling("classes.jsa");
    return Files.isRegularFile(archive)
        ? List.of(
            "-Xshare:auto",
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:disable",
            "-Xlog:all=error:stderr")
        : List.of("-Xshare:auto");
  }

  /**
   * Lets the second compiler work, too, for a process in which few threads serve all requests: what
   * it runs, it runs often enough.
   */
  Jvm secondCompiler() {
    options.remove(FIRST_COMPILER);
    return this;
  }

  Jvm option(String option) {
    options.add(option);
    return this;
  }

  /** Lets a debugger of this machine attach, at any time. */
  Jvm debug(int port) {
    return option(
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
  }

  Jvm property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  List<String> command(Path config) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.add(config.toString());
    return command;
  }

  /** A clean environment with these variables. */
  static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new TreeMap<>();
    for (String name : INHERITED) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putAll(variables);
    return environment;
  }
}
