package dev.patienttests.local.stack.cli;

import picocli.CommandLine.Command;

/** Commands about Bicep files, of this project or any other. */
@Command(
    name = "bicep",
    description = "Checks Bicep files, and shows what they would deploy, without the Bicep CLI.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BicepCheckCommand.class, BicepSnapshotCommand.class})
public final class BicepCommand {}
