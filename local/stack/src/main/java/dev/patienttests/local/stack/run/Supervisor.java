package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.stack.deploy.SubscriptionRegister.KeyName;
import dev.patienttests.local.stack.project.DeployedInputs;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** The process that owns a running stack, until somebody ends it. */
public final class Supervisor {
  private static final int TOKEN_BYTES = 32;

  private Supervisor() {}

  /**
   * Starts the stack and stays until it is told to end: by {@code down}, Ctrl-C or a signal.
   *
   * @param events takes one line per step, and per event while the stack runs
   * @param onReady takes the status as JSON once everything answers
   * @throws UserError when the stack does not start; nothing is left running then
   */
  public static void run(StackOptions options, Consumer<String> events, Consumer<String> onReady) {
    StateDirectory state = options.project().state(options.variant()).create();
    DeployedInputs inputs = DeployedInputs.scan(options.project());
    try (StateLock lock = StateLock.of(state)) {
      events.accept("using " + lock.folder());
      run(options, state, inputs, events, onReady);
    }
  }

  private static void run(
      StackOptions options,
      StateDirectory state,
      DeployedInputs inputs,
      Consumer<String> events,
      Consumer<String> onReady) {
    Stack stack = Stack.start(options, events);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, state), "shutdown"));
    String token = token();
    try (ControlServer control = new ControlServer(token, commands(stack))) {
      inputs.save(state.deployedInputs());
      new ControlFile(control.port(), token, ProcessHandle.current().pid()).write(state.control());
      onReady.accept(stack.statusJson());
      stack.awaitEnd();
    } catch (IOException e) {
      throw new UserError("the control server did not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(stack, state);
    }
  }

  private static void end(Stack stack, StateDirectory state) {
    stack.close();
    try {
      Files.deleteIfExists(state.control());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ControlServer.Commands commands(Stack stack) {
    return new ControlServer.Commands() {
      @Override
      public String status() {
        return stack.statusJson();
      }

      @Override
      public void stop(String name) {
        stack.stop(name);
      }

      @Override
      public void start(String name) {
        stack.start(name);
      }

      @Override
      public String auditor() {
        return ConfigFile.toJson(stack.auditor());
      }

      @Override
      public String callers() {
        return ConfigFile.toJson(stack.callers());
      }

      @Override
      public String subscription(String id, String action) {
        SubscriptionChanges changes = stack.subscriptions();
        switch (action) {
          case "primary" -> {
            return changes.regenerate(id, KeyName.PRIMARY);
          }
          case "secondary" -> {
            return changes.regenerate(id, KeyName.SECONDARY);
          }
          case "suspend" -> changes.suspend(id);
          default -> changes.activate(id);
        }
        return "";
      }

      @Override
      public String traceToken(String api, long seconds) {
        return new PolicyTraces(stack.resourceManager()).token(api, Duration.ofSeconds(seconds));
      }

      @Override
      public String policyTrace(String id) {
        return new PolicyTraces(stack.resourceManager()).trace(id);
      }

      @Override
      public void keys(String issuer, String action) {
        List<String> issuers = stack.plan().issuerNames();
        if (!issuers.contains(issuer)) {
          throw new UserError(
              "there is no issuer %s, only %s".formatted(issuer, String.join(", ", issuers)));
        }
        try {
          stack.resourceManager().signingKeys(issuer, action);
        } catch (IOException e) {
          throw new UserError("no keys of " + issuer + " were changed: " + e.getMessage(), e);
        }
      }

      @Override
      public String run(String app, String function) {
        try {
          return stack.resourceManager().runFunction(app, function);
        } catch (IOException e) {
          throw new UserError(function + " cannot be run: " + e.getMessage(), e);
        }
      }

      @Override
      public void shutdown() {
        stack.close();
      }
    };
  }

  private static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
