package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.KnownApi;
import dev.patienttests.local.gateway.policy.PolicyReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The limit of a policy, and those for calls of one API or operation alone. Each that a call
 * belongs to applies, independently of the others.
 *
 * @param <L> a limit with its counters
 */
record ScopedLimits<L>(L all, List<OfApi<L>> apis) {

  /** Children that a policy with such limits may have. */
  static final List<String> CHILDREN = List.of("api");

  /** What an element is about: its id counts, the name only without one. */
  private record Named(PolicyElement element, Optional<String> id, Optional<String> name) {
    static Named read(PolicyReader reader) {
      Named named = new Named(reader.element(), reader.literal("id"), reader.literal("name"));
      if (named.id.isEmpty() && named.name.isEmpty()) {
        throw reader.element().refusal("needs 'id' or 'name'");
      }
      return named;
    }

    boolean is(String otherId, String otherName) {
      return id.isPresent() ? id.get().equals(otherId) : name.filter(otherName::equals).isPresent();
    }

    PolicyLoadException unknown() {
      return element.refusal(
          "the service has no " + element.name() + " '" + id.or(() -> name).orElse("") + "'");
    }
  }

  /**
   * Those that are all asked before any of them counts, so that a call that one refuses is not
   * counted by the others. One alone asks when it counts.
   */
  static <L> List<L> askedFirst(List<L> limits) {
    return limits.size() > 1 ? limits : List.of();
  }

  /** The limit of an API and those of its operations. */
  private record OfApi<L>(Named api, L limit, List<OfOperation<L>> operations) {}

  private record OfOperation<L>(Named operation, L limit) {}

  /**
   * Reads the policy's own limit and the nested ones.
   *
   * @param limits attributes of each
   */
  static <L> ScopedLimits<L> read(
      PolicyReader reader, Set<String> limits, Function<PolicyReader, L> limit) {
    Set<String> attributes = new HashSet<>(limits);
    attributes.add("name");
    List<OfApi<L>> apis = new ArrayList<>();
    for (PolicyElement child : reader.children("api")) {
      PolicyReader api = reader.of(child, attributes, List.of("operation"));
      List<OfOperation<L>> operations = new ArrayList<>();
      for (PolicyElement inner : api.children("operation")) {
        PolicyReader operation = api.of(inner, attributes, List.of());
        operations.add(new OfOperation<>(Named.read(operation), limit.apply(operation)));
      }
      apis.add(new OfApi<>(Named.read(api), limit.apply(api), operations));
    }
    reader.whenLoaded(known -> apis.forEach(api -> check(api, known)));
    return new ScopedLimits<>(limit.apply(reader), apis);
  }

  /** A limit for what is not there would limit nothing. */
  private static <L> void check(OfApi<L> limits, List<KnownApi> known) {
    List<KnownApi> found =
        known.stream().filter(api -> limits.api.is(api.id(), api.name())).toList();
    if (found.isEmpty()) {
      throw limits.api.unknown();
    }
    for (OfOperation<L> one : limits.operations) {
      boolean there =
          found.stream()
              .flatMap(api -> api.operations().stream())
              .anyMatch(operation -> one.operation.is(operation.id(), operation.name()));
      if (!there) {
        throw one.operation.unknown();
      }
    }
  }

  /** Those that the call belongs to. */
  List<L> of(Exchange exchange) {
    if (apis.isEmpty()) {
      return List.of(all);
    }
    List<L> limits = new ArrayList<>(List.of(all));
    for (OfApi<L> one : apis) {
      if (exchange.api().filter(a -> one.api.is(a.id(), a.displayName())).isPresent()) {
        limits.add(one.limit);
        one.operations.stream()
            .filter(
                o -> exchange.operation().filter(x -> o.operation.is(x.id(), x.name())).isPresent())
            .forEach(o -> limits.add(o.limit));
      }
    }
    return limits;
  }
}
