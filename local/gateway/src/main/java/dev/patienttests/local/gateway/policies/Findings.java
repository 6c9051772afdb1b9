package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.expression.ObjectList;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * What a validation policy finds in one message (Azure documentation, validation policies,
 * validation errors). Findings that prevent end the policy with 400, those of a response with 502.
 */
final class Findings {
  private static final Logger LOG = Logger.getLogger(Findings.class.getName());
  private static final String INTERNAL =
      "The request could not be processed due to an internal error. Contact the API owner.";

  /**
   * One finding.
   *
   * @param name of the parameter, header, media type or status
   * @param details for the variable
   * @param open what a client reads, where it is of a request
   */
  record Finding(String name, String type, String rule, String details, Optional<String> open) {
    /** One whose details a client may read. */
    static Finding open(String name, String type, String rule, String details) {
      return new Finding(name, type, rule, details, Optional.of(details));
    }

    /** One that is the API's business alone. */
    static Finding internal(String name, String type, String rule, String details) {
      return new Finding(name, type, rule, details, Optional.empty());
    }
  }

  private final String policy;
  private final Exchange exchange;
  private final Optional<String> variable;
  private final boolean ofRequest;
  private final List<Map<String, String>> all = new ArrayList<>();

  Findings(String policy, Exchange exchange, Optional<String> variable, boolean ofRequest) {
    this.policy = policy;
    this.exchange = exchange;
    this.variable = variable;
    this.ofRequest = ofRequest;
  }

  /**
   * Keeps a set of findings.
   *
   * @throws PolicyFailure where they prevent
   */
  void add(ValidationAction action, List<Finding> set) {
    if (action == ValidationAction.IGNORE || set.isEmpty()) {
      return;
    }
    String word = action == ValidationAction.PREVENT ? "prevent" : "detect";
    for (Finding finding : set) {
      Map<String, String> shown = new LinkedHashMap<>();
      shown.put("Name", finding.name());
      shown.put("Type", finding.type());
      shown.put("ValidationRule", finding.rule());
      shown.put("Details", finding.details());
      shown.put("Action", word);
      all.add(shown);
    }
    variable.ifPresent(name -> exchange.variables().put(name, ObjectList.of(all)));
    if (action == ValidationAction.PREVENT) {
      throw refusal(set.get(0));
    }
    LOG.info(
        () ->
            "Request %s: %s detected %d error(s), the first: %s"
                .formatted(exchange.requestId(), policy, set.size(), set.get(0).details()));
  }

  void add(ValidationAction action, Finding finding) {
    add(action, List.of(finding));
  }

  private PolicyFailure refusal(Finding first) {
    return PolicyFailure.refused(
        ofRequest ? 400 : 502,
        ofRequest ? "Bad request" : "Response not allowed",
        first.details(),
        ofRequest ? first.open().orElse(INTERNAL) : INTERNAL,
        new Headers());
  }
}
