package dev.patienttests.local.stack.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What concerns the audit trail: read and checked by the auditor, completed and sealed by timers.
 */
@Command(
    name = "audit",
    description =
        "Reads, exports and verifies the audit trail as the auditor; runs its timers now.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AuditReadCommand.class,
      AuditExportCommand.class,
      AuditKeyCommand.class,
      AuditVerifyCommand.class,
      AuditReconcileCommand.class,
      AuditSealCommand.class,
      CommandLine.HelpCommand.class
    })
public final class AuditCommand {}
