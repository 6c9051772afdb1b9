package dev.patienttests.local.stack.cli;

import picocli.CommandLine.Command;

/** Commands about policy documents, of this project or any other. */
@Command(
    name = "policy",
    description =
        "Checks policy documents of API Management, and tries one out, without deploying.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PolicyCheckCommand.class, PolicyTestCommand.class, PolicyTraceCommand.class})
public final class PolicyCommand {}
