package dev.patienttests.local.stack.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What concerns the issuers of tokens, and the clients that they know. */
@Command(
    name = "entra",
    description = "Lists the gateway's clients; shows a client's secret; replaces signing keys.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EntraClientsCommand.class,
      EntraSecretCommand.class,
      EntraRollKeysCommand.class,
      CommandLine.HelpCommand.class
    })
public final class EntraCommand {}
