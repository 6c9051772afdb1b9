package dev.patienttests.local.functions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A small app, compiled and staged by the test as the Functions Maven plugin would stage it. */
final class StagedTestApp {
  private static final String SOURCE =
      """
      package app;
      import com.microsoft.azure.functions.*;
      import com.microsoft.azure.functions.annotation.*;
      import java.util.Optional;
      import java.util.concurrent.CountDownLatch;
      import java.util.concurrent.atomic.AtomicInteger;
      public class Functions {
        static final AtomicInteger INSTANCES = new AtomicInteger();
        final int number = INSTANCES.incrementAndGet();
        public HttpResponseMessage number(@HttpTrigger(name = "request") HttpRequestMessage<String> request) {
          return request.createResponseBuilder(HttpStatus.OK).body(String.valueOf(number)).build();
        }
        public HttpResponseMessage gate(
            @HttpTrigger(name = "request") HttpRequestMessage<String> request) throws Exception {
          ((CountDownLatch) System.getProperties().get("test.entered")).countDown();
          ((CountDownLatch) System.getProperties().get("test.gate")).await();
          return request.createResponseBuilder(HttpStatus.OK).body("through").build();
        }
        public HttpResponseMessage echo(
            @HttpTrigger(name = "request") HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
          context.getLogger().info("echo");
          return request.createResponseBuilder(HttpStatus.OK)
              .header("x-query", request.getQueryParameters().toString())
              .header("x-foo", String.valueOf(request.getHeaders().get("x-foo")))
              .header("x-upper", String.valueOf(request.getHeaders().get("X-Foo")))
              .header("x-principal", String.valueOf(request.getHeaders().get("x-ms-client-principal")))
              .header("x-forwarded", String.valueOf(request.getHeaders().get("x-forwarded-for")))
              .body(request.getBody().orElse("<empty>")).build();
        }
        @SuppressWarnings("unchecked")
        public void tick(@TimerTrigger(name = "timer", schedule = "") String timer, ExecutionContext context) {
          ((java.util.Collection<String>) System.getProperties().get("test.ticks")).add(timer);
          if (System.getProperties().containsKey("test.tick.fails")) {
            throw new IllegalStateException("secret detail");
          }
        }
        public HttpResponseMessage json(@HttpTrigger(name = "request") HttpRequestMessage<String> request) {
          return request.createResponseBuilder(HttpStatus.CREATED)
              .header("Content-Type", "application/json").body("{}").build();
        }
        public HttpResponseMessage bound(
            @HttpTrigger(name = "request") HttpRequestMessage<Optional<String>> request,
            @BindingName("id") String id) {
          return request.createResponseBuilder(HttpStatus.OK).body(id).build();
        }
        public HttpResponseMessage fail(@HttpTrigger(name = "request") HttpRequestMessage<String> request) {
          throw new IllegalStateException("secret detail");
        }
        public HttpResponseMessage sees(
            @HttpTrigger(name = "request") HttpRequestMessage<String> request,
            @BindingName("name") String name) {
          String found;
          try {
            Class.forName(name);
            found = "found";
          } catch (ClassNotFoundException e) {
            found = "absent";
          }
          ClassLoader context = Thread.currentThread().getContextClassLoader();
          boolean own = context == Functions.class.getClassLoader();
          return request.createResponseBuilder(HttpStatus.OK).body(found + " " + own).build();
        }
      }
      """;
  private static final String BROKEN =
      """
      package app;
      import com.microsoft.azure.functions.*;
      import com.microsoft.azure.functions.annotation.*;
      public class Broken {
        static final int VALUE = Integer.parseInt("no number");
        public HttpResponseMessage run(@HttpTrigger(name = "request") HttpRequestMessage<String> request) {
          return request.createResponseBuilder(HttpStatus.OK).build();
        }
      }
      """;

  private final Path folder;

  private StagedTestApp(Path folder) {
    this.folder = folder;
  }

  static StagedTestApp in(Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources/app"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path staged = Files.createDirectories(folder.resolve("staged"));
    compile(
        classes,
        List.of(
            Files.writeString(sources.resolve("Functions.java"), SOURCE),
            Files.writeString(sources.resolve("Broken.java"), BROKEN)));
    jar(classes, staged.resolve("app.jar"));
    Files.writeString(
        staged.resolve("host.json"),
        """
        {"version":"2.0","extensions":{"http":{"customHeaders":{"x-content-type-options":"nosniff"}}}}
        """);
    StagedTestApp app = new StagedTestApp(staged);
    app.function("Echo", "app.Functions.echo", "function", "[\"get\",\"POST\"]", "echo");
    app.function("Json", "app.Functions.json", "ANONYMOUS", "[\"GET\"]", "json");
    app.function("Bound", "app.Functions.bound", "anonymous", "[\"GET\"]", "x/{id?}");
    app.function("Fail", "app.Functions.fail", "anonymous", "[\"GET\"]", "fail");
    app.function("Sees", "app.Functions.sees", "anonymous", "[\"GET\"]", "sees/{name}");
    app.function("Broken", "app.Broken.run", "anonymous", "[\"GET\"]", "broken");
    app.function("Number", "app.Functions.number", "anonymous", "[\"GET\"]", "number");
    app.function("Gate", "app.Functions.gate", "anonymous", "[\"GET\"]", "gate");
    app.function("Off", "app.Functions.json", "function", "[\"GET\"]", "off");
    return app;
  }

  Path folder() {
    return folder;
  }

  void function(String name, String entryPoint, String level, String methods, String route)
      throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve(name)).resolve("function.json"),
        """
        {"scriptFile":"../app.jar","entryPoint":"%s","bindings":[
          {"type":"httpTrigger","direction":"in","name":"request","methods":%s,
           "authLevel":"%s","route":"%s"},
          {"type":"http","direction":"out","name":"$return"}]}
        """
            .formatted(entryPoint, methods, level, route));
  }

  /** A function that runs by the clock; {@code more} are further members of its binding. */
  void timer(String name, String schedule, String more) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve(name)).resolve("function.json"),
        """
        {"scriptFile":"../app.jar","entryPoint":"app.Functions.tick","bindings":[
          {"type":"timerTrigger","direction":"in","name":"timer","schedule":"%s"%s}]}
        """
            .formatted(schedule, more));
  }

  private static void compile(Path classes, List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new IllegalStateException("the test app does not compile");
      }
    }
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> walk = Files.walk(classes)) {
      for (Path each : walk.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }
}
