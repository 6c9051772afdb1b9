package dev.patienttests.benchmarks.bare;

import dev.patienttests.benchmarks.bare.BareServer.Answer;
import dev.patienttests.local.net.ChildProcess;
import dev.patienttests.local.net.ChildProcess.Running;

/** In audit-api's place: writes one document, answers. */
final class BareAuditMain {
  private BareAuditMain() {}

  public static void main(String[] args) {
    ChildProcess.run(args, BareConfig.class, BareAuditMain::start);
  }

  private static Running start(BareConfig config) throws Exception {
    BareDocuments documents =
        new BareDocuments(BareServer.required(config.cosmos()), BareBodies.auditRecord());
    return BareServer.behindNetwork(
        "bare-audit",
        config.listener(),
        (request, body) -> {
          documents.create();
          return new Answer(201, BareBodies.AUDIT_ANSWER);
        });
  }
}
