package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.deploy.SubscriptionRegister.KeyName;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.ControlClient;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the owner of an API Management service does with subscriptions. */
@Command(
    name = "subscription",
    description = {
      "Lists subscriptions, makes new keys, suspends and activates.",
      "The gateway follows at once; status --json shows the keys."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CommandLine.HelpCommand.class)
public final class SubscriptionCommand {

  @Command(name = "list", description = "Lists name, state and product; none: it skips products.")
  void list(@Mixin VariantOption variant) {
    for (JsonNode each : status(variant.running()).path("subscriptions")) {
      System.out.printf(
          "%-16s  %-10s  %s%n",
          each.path("name").asText(), each.path("state").asText(), each.path("product").asText());
    }
  }

  @Command(name = "regenerate", description = "Makes a new key and prints it.")
  void regenerate(
      @Mixin VariantOption variant,
      @Parameters(paramLabel = "NAME", description = "such as clinic-demo") String name,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "KEY",
              description = "primary or secondary; calls with the old one get 401 from now on")
          KeyName key) {
    System.out.println(
        variant.running().subscription(id(name), key.name().toLowerCase(Locale.ROOT)));
  }

  @Command(name = "suspend", description = "Both keys open nothing, until it is activated again.")
  void suspend(
      @Mixin VariantOption variant,
      @Parameters(paramLabel = "NAME", description = "such as clinic-demo") String name) {
    variant.running().subscription(id(name), "suspend");
    System.out.println(name + " is suspended");
  }

  @Command(name = "activate", description = "Its keys open again what they are for.")
  void activate(
      @Mixin VariantOption variant,
      @Parameters(paramLabel = "NAME", description = "such as clinic-demo") String name) {
    variant.running().subscription(id(name), "activate");
    System.out.println(name + " is active");
  }

  private static String id(String name) {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new UserError("there is no subscription " + name);
    }
    return name;
  }

  private static JsonNode status(ControlClient running) {
    try {
      return new ObjectMapper().readTree(running.status());
    } catch (JsonProcessingException e) {
      throw new UserError("the stack's status is no JSON", e);
    }
  }
}
