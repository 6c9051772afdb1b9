package dev.patienttests.benchmarks.bare;

import dev.patienttests.benchmarks.bare.BareServer.Answer;
import dev.patienttests.local.net.ChildProcess;
import java.util.Map;

/**
 * A backend behind the virtual network that answers at once, as patient-api would if all is well.
 */
final class BareBackendMain {
  private static final Answer LOADED = new Answer(200, BareBodies.PATIENT_ANSWER);
  private static final Answer CREATED =
      new Answer(
          201,
          Map.of("Location", "/api/patient/" + BareBodies.someId()),
          BareBodies.PATIENT_ANSWER);

  private BareBackendMain() {}

  public static void main(String[] args) {
    ChildProcess.run(
        args,
        BareConfig.class,
        config ->
            BareServer.behindNetwork(
                "bare-backend",
                config.listener(),
                (request, body) -> request.getMethod().equals("POST") ? CREATED : LOADED));
  }
}
