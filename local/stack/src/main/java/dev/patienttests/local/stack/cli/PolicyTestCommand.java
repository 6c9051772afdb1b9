package dev.patienttests.local.stack.cli;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.Scope;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.HttpText;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import dev.patienttests.local.gateway.trace.TraceJson;
import dev.patienttests.local.gateway.trace.TraceText;
import dev.patienttests.local.gateway.trace.Tracing;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one policy document against a recorded request. */
@Command(
    name = "test",
    description = {
      "Runs one policy document with a request and prints what each policy did, then the response.",
      "Nothing is called: the backend answers 200 and other services are away unless --stub says",
      "what they answer. The trace shows neither secrets nor bodies.",
      "Exit code 0 once the request was served, 1 where the document or a file is refused,",
      "3 where the response has not the status of --expect."
    })
public final class PolicyTestCommand implements Callable<Integer> {
  private static final int UNEXPECTED = 3;
  private static final String KEY = "policy-test-key";

  @Parameters(paramLabel = "FILE", description = "the policy document")
  private Path file;

  @Option(
      names = "--request",
      required = true,
      paramLabel = "FILE.http",
      description = "request line, headers, empty line, body")
  private Path request;

  @Option(
      names = "--stub",
      paramLabel = "PATH",
      description = {
        "answers of other services, or a folder of such .http files: request line with the",
        "beginning of a URL, empty line, status line, headers, empty line, body; several are",
        "divided by ###. Without a request line: the answer of the backend. Instead of an answer:",
        "timeout or unreachable."
      })
  private List<Path> stubs = List.of();

  @Option(
      names = "--fragments",
      paramLabel = "FOLDER",
      description =
          "fragments, named after their files (default: the folder fragments next to FILE)")
  private Optional<Path> fragments = Optional.empty();

  @Option(
      names = "--scope",
      defaultValue = "api",
      description = "global, product, api or operation (default: ${DEFAULT-VALUE})")
  private Scope scope;

  @Option(names = "--product", description = "id of the product in whose context the request runs")
  private Optional<String> product = Optional.empty();

  @Option(names = "--expect", paramLabel = "STATUS", description = "the status to be answered")
  private Optional<Integer> expected = Optional.empty();

  @Option(names = "--json", description = "prints the trace alone, as JSON")
  private boolean json;

  @Mixin private NamedValueOptions namedValues;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    GatewayConfig config = service(BicepFiles.existing(file)).build();
    try {
      TestRun run = run(config);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? TraceJson.of(run.trace()).toPrettyString() + "\n" : text(run));
      out.flush();
      return expected.map(status -> status == run.status()).orElse(true) ? 0 : UNEXPECTED;
    } catch (PolicyLoadException | IllegalArgumentException e) {
      // A refusal quotes what it refuses, which may be what a secret says.
      throw new UserError(Tracing.hidden(e.getMessage(), Tracing.secrets(config)));
    }
  }

  private TestRun run(GatewayConfig config) {
    Path recorded = BicepFiles.existing(request);
    TestRequest sent = HttpText.request(recorded.toString(), PolicyFiles.text(recorded));
    GatewayFixture fixture = GatewayFixture.of(config);
    for (Path path : stubs) {
      for (Path stub : stubFiles(BicepFiles.existing(path))) {
        HttpText.stubs(stub.toString(), PolicyFiles.text(stub)).forEach(fixture::on);
      }
    }
    boolean needsKey =
        !sent.has(TestService.KEY) && (product.isPresent() || scope == Scope.PRODUCT);
    return fixture.send(needsKey ? sent.header(TestService.KEY, KEY) : sent);
  }

  private TestService service(Path path) {
    PolicyDocument document = PolicyFiles.read(path);
    NamedValueOptions.Given given = namedValues.all(List.of(path));
    TestService service =
        new TestService()
            .api("api", "", "https://backend.example")
            .namedValues(given.values())
            .secretNames(given.secretNames());
    fragmentFolder(path).ifPresent(folder -> addFragments(service, folder));
    String productId = product.orElse("product");
    if (product.isPresent() || scope == Scope.PRODUCT) {
      service.product(productId, scope == Scope.PRODUCT ? Optional.of(document) : Optional.empty());
      service.subscription("policy-test", productId, KEY);
    }
    switch (scope) {
      case GLOBAL -> service.global(document);
      case API -> service.api(document);
      case OPERATION ->
          Stream.of("get", "put", "post", "delete", "head", "patch")
              .forEach(operation -> service.operation(operation, document));
      case PRODUCT -> {
        // Its product has it.
      }
    }
    return service;
  }

  private static void addFragments(TestService service, Path folder) {
    for (PolicyDocument fragment : PolicyFiles.below(folder)) {
      String name = Path.of(fragment.origin()).getFileName().toString();
      service.fragment(name.replace(".xml", ""), fragment);
    }
  }

  private Optional<Path> fragmentFolder(Path document) {
    if (fragments.isPresent()) {
      return fragments.map(BicepFiles::existing);
    }
    return Stream.of(document.resolveSibling("fragments"), document.resolve("../../fragments"))
        .map(Path::normalize)
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static List<Path> stubFiles(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(path)) {
      all.filter(f -> f.toString().endsWith(".http")).sorted().forEach(files::add);
    } catch (IOException e) {
      throw new UserError(path + " cannot be read", e);
    }
    return files;
  }

  private static String text(TestRun run) {
    StringBuilder out = new StringBuilder(TraceText.of(run.trace()));
    out.append('\n').append("HTTP/1.1 ").append(run.status()).append('\n');
    for (Headers.Line line : run.response().headers().lines()) {
      out.append(line.name()).append(": ").append(line.value()).append('\n');
    }
    return out.append('\n').append(run.body()).append('\n').toString();
  }
}
