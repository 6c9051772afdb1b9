package dev.patienttests.local.stack.e2e;

import dev.patienttests.local.stack.run.Stack;
import dev.patienttests.local.stack.run.StackOptions;
import dev.patienttests.local.stack.run.StackStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One stack for all tests that do not change the Bicep: started from the staged artifacts on free
 * ports before the first of them, closed after the last. A test that stops a part of it starts that
 * part again.
 */
public final class RunningStack implements BeforeAllCallback {
  private static final String KEY = "stack";

  /** What only one instance remembers, or knows too late, shows with two. */
  private static final int INSTANCES = 2;

  private Started started;

  /** The stack and how to reach it. */
  private record Started(Stack stack, StackStatus status, Clients clients)
      implements AutoCloseable {
    @Override
    public void close() {
      stack.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    started =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(RunningStack.class))
            .getOrComputeIfAbsent(KEY, unused -> start(), Started.class);
  }

  /** The stack itself. */
  public Stack stack() {
    return started.stack();
  }

  /** What its status said when it was ready. */
  public StackStatus status() {
    return started.status();
  }

  /** Who can call it. */
  public Clients clients() {
    return started.clients();
  }

  /** The primary key of the subscription with a name. */
  public String key(String subscription) {
    return status().subscriptions().stream()
        .filter(s -> s.name().equals(subscription))
        .findFirst()
        .orElseThrow()
        .primaryKey();
  }

  /** A copy of the project whose rate limit no test meets by accident. */
  public static ProjectCopy unlimited(Path folder) {
    return ProjectCopy.in(folder)
        .change("infra/variants/external.bicepparam", "'1000'", "'100000'");
  }

  private static Started start() {
    try {
      ProjectCopy copy =
          unlimited(Files.createTempDirectory("pattern-e2e"))
              // Soon enough to be seen expiring.
              .change("infra/variants/external.bicepparam", "'300'", "'2'")
              // The tests' own clients count as a front end.
              .change(
                  "infra/variants/external.bicepparam",
                  "'AZURE_FRONT_END_ADDRESS_RANGE', ''",
                  "'AZURE_FRONT_END_ADDRESS_RANGE', '127.0.0.0/8'")
              .append("infra/modules/apim-patient-api.bicep", API_SCOPED_SUBSCRIPTION);
      StackOptions options =
          new StackOptions(copy.project(), "external", 0, 0).withInstances(INSTANCES);
      Stack stack = Stack.start(options, System.err::println);
      return new Started(stack, stack.status(), new Clients(stack.status()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String API_SCOPED_SUBSCRIPTION =
      """
      resource apiScoped 'Microsoft.ApiManagement/service/subscriptions@2024-05-01' = {
        parent: service
        name: 'api-scoped'
        properties: {
          displayName: 'API scoped'
          scope: '/apis/patient-api'
          state: 'active'
          allowTracing: false
        }
        dependsOn: [
          api
        ]
      }
      """;
}
