package dev.patienttests.local.gateway.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names of policies: tells one that is not supported from one that is misspelled. */
final class PolicyNames {
  private static final int FAR = 3;

  /** What the service knows (Azure documentation, policy reference) and the gateway does not do. */
  static final Set<String> OF_THE_SERVICE =
      Set.of(
          "authentication-certificate",
          "azure-openai-emit-token-metric",
          "azure-openai-semantic-cache-lookup",
          "azure-openai-semantic-cache-store",
          "azure-openai-token-limit",
          "cosmosdb-data-source",
          "cross-domain",
          "get-authorization-context",
          "http-data-source",
          "invoke-dapr-binding",
          "llm-content-safety",
          "llm-emit-token-metric",
          "llm-semantic-cache-lookup",
          "llm-semantic-cache-store",
          "llm-token-limit",
          "proxy",
          "publish-event",
          "publish-to-dapr",
          "send-service-bus-message",
          "sql-data-source",
          "validate-client-certificate",
          "validate-graphql-request",
          "validate-odata-request",
          "xsl-transform");

  private PolicyNames() {}

  /** Why an element that no definition stands for is refused. */
  static String refusal(String name, Collection<String> supported) {
    if (OF_THE_SERVICE.contains(name)) {
      return "the gateway knows this policy, but does not support it";
    }
    return "unknown policy"
        + nearest(name, supported).map(near -> "; is <" + near + "> meant?").orElse("");
  }

  private static Optional<String> nearest(String name, Collection<String> supported) {
    Set<String> candidates = new TreeSet<>(supported);
    candidates.addAll(OF_THE_SERVICE);
    candidates.addAll(Set.of("base", "include-fragment"));
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<String> best = Optional.empty();
    int least = Math.min(FAR, lower.length() / 2);
    for (String candidate : candidates) {
      int distance = distance(lower, candidate);
      if (distance < least) {
        least = distance;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /** Letters to insert, drop, change or swap with their neighbour. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
