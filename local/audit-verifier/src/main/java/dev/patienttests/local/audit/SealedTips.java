package dev.patienttests.local.audit;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All that the seals of a trail say about its chains. */
final class SealedTips {
  private final Map<String, TreeMap<Long, SealedTip>> tips = new HashMap<>();

  void add(String chain, SealedTip tip) {
    tips.computeIfAbsent(chain, unused -> new TreeMap<>()).putIfAbsent(tip.number(), tip);
  }

  Set<String> chains() {
    return Collections.unmodifiableSet(tips.keySet());
  }

  /** The last tip of a chain. */
  Optional<SealedTip> last(String chain) {
    return Optional.ofNullable(tips.get(chain)).map(row -> row.lastEntry().getValue());
  }

  /** The tip that is the record with a number. */
  Optional<SealedTip> at(String chain, long number) {
    return Optional.ofNullable(tips.get(chain)).map(row -> row.get(number));
  }

  /** Number of the last sealed record before a number; 0 if there is none. */
  long before(String chain, long number) {
    return Optional.ofNullable(tips.get(chain)).map(row -> row.lowerKey(number)).orElse(0L);
  }
}
