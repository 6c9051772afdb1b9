package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks each app for its health, from a subnet that its access restrictions admit. */
final class HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final StackPlan plan;
  private final ProcessPlans plans;
  private final StackNetwork network;

  HealthCheck(StackPlan plan, ProcessPlans plans, StackNetwork network) {
    this.plan = plan;
    this.plans = plans;
    this.network = network;
  }

  /** Returns when all apps are healthy. */
  void await() {
    for (SitePlan site : plan.sites()) {
      List<String> admitted =
          site.main().rules().stream()
              .filter(rule -> rule.action().equals("Allow"))
              .flatMap(rule -> rule.subnetId().stream())
              .toList();
      // An app that admits no subnet cannot be asked from anywhere: the person who took the rule
      // away wants to see just that.
      if (!admitted.isEmpty()) {
        await(site, network.egressOf(admitted.get(0)));
      }
    }
  }

  private void await(SitePlan site, String proxy) {
    HttpClient client = TrustedClients.httpClient(plans.trust(), proxy);
    Instant deadline = Instant.now().plus(PATIENCE);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + site.hostName() + "/api/health"))
            .timeout(PATIENCE)
            .build();
    String last = "no answer";
    while (Instant.now().isBefore(deadline)) {
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 503) {
          return;
        }
        last = "status " + status;
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    throw new UserError(site.app() + " does not become healthy: " + last);
  }
}
