package dev.patienttests.benchmarks.apps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Stages {@link HelloFunction} as the Functions Maven plugin stages an app. */
final class HelloApp {
  private static final String CLASS = HelloFunction.class.getName().replace('.', '/') + ".class";
  private static final String FUNCTION =
      """
      {"scriptFile":"../hello.jar","entryPoint":"%s.run","bindings":[
        {"type":"httpTrigger","direction":"in","name":"request","methods":["GET"],
         "authLevel":"ANONYMOUS","route":"hello"},
        {"type":"http","direction":"out","name":"$return"}]}
      """;

  private HelloApp() {}

  /** Stages it and gives its folder. */
  static Path in(Path directory) throws IOException {
    Path function = Files.createDirectories(directory.resolve("hello").resolve("Hello"));
    Path staged = function.getParent();
    Files.writeString(staged.resolve("host.json"), "{\"version\":\"2.0\"}");
    Files.writeString(
        function.resolve("function.json"), FUNCTION.formatted(HelloFunction.class.getName()));
    try (InputStream bytes = HelloApp.class.getClassLoader().getResourceAsStream(CLASS);
        OutputStream file = Files.newOutputStream(staged.resolve("hello.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(CLASS));
      bytes.transferTo(jar);
      jar.closeEntry();
    }
    return staged;
  }
}
