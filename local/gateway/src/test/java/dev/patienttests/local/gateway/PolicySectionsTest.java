package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.policies.StandardPolicies;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.Section;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the service lets each policy stand (Azure documentation, usage of each policy). */
class PolicySectionsTest {

  @ParameterizedTest
  @CsvSource({
    "authentication-managed-identity, inbound outbound",
    "cache-lookup, inbound",
    "cache-lookup-value, inbound backend outbound on-error",
    "cache-remove-value, inbound backend outbound on-error",
    "cache-store, outbound",
    "cache-store-value, inbound backend outbound on-error",
    "check-header, inbound",
    "choose, inbound backend outbound on-error",
    "cors, inbound",
    "emit-metric, inbound backend outbound on-error",
    "find-and-replace, inbound backend outbound on-error",
    "forward-request, backend",
    "ip-filter, inbound",
    "jsonp, outbound",
    "log-to-eventhub, inbound backend outbound on-error",
    "mock-response, inbound outbound on-error",
    "rate-limit, inbound",
    "redirect-content-urls, inbound outbound",
    "retry, inbound backend outbound on-error",
    "return-response, inbound backend outbound on-error",
    "rewrite-uri, inbound",
    "send-one-way-request, inbound backend outbound on-error",
    "send-request, inbound backend outbound on-error",
    "set-backend-service, inbound backend",
    "set-body, inbound backend outbound on-error",
    "set-header, inbound backend outbound on-error",
    "set-method, inbound on-error",
    "set-query-parameter, inbound backend",
    "set-status, inbound backend outbound on-error",
    "set-variable, inbound backend outbound on-error",
    "trace, inbound backend outbound on-error",
    "wait, inbound backend outbound",
  })
  void aPolicyStandsWhereTheServiceLetsIt(String policy, String sections) {
    Optional<PolicyDefinition> definition =
        StandardPolicies.all().stream().filter(d -> d.name().equals(policy)).findFirst();
    Set<Section> expected =
        Arrays.stream(sections.split(" ", -1))
            .map(name -> Section.of(name).orElseThrow())
            .collect(Collectors.toSet());
    assertThat(definition.map(PolicyDefinition::sections)).contains(expected);
  }
}
