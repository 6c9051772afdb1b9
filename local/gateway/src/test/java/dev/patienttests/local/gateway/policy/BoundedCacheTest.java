package dev.patienttests.local.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** However many values come, the cache stays as large as it may be. */
class BoundedCacheTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static BoundedCache<String> cache(int entries, long octets) {
    return new BoundedCache<>(InstantSource.fixed(Instant.EPOCH), entries, octets, String::length);
  }

  @Test
  void whatWasNotUsedForLongestGoesFirst() {
    BoundedCache<String> cache = cache(2, 1_000);
    cache.put("a", "1", MINUTE);
    cache.put("b", "2", MINUTE);
    assertThat(cache.get("a")).contains("1");
    cache.put("c", "3", MINUTE);
    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.get("a")).contains("1");
    assertThat(cache.get("c")).contains("3");
  }

  @Test
  void octetsAreCountedKeysIncluded() {
    BoundedCache<String> cache = cache(100, 1_000);
    cache.put("a", "x".repeat(398), MINUTE);
    cache.put("b", "x".repeat(398), MINUTE);
    assertThat(cache.get("a")).isPresent();
    cache.put("c", "", MINUTE);
    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.get("a")).isPresent();
  }

  @Test
  void aValueThatIsReplacedOrRemovedCountsNoMore() {
    BoundedCache<String> cache = cache(100, 1_000);
    for (int i = 0; i < 100; i++) {
      cache.put("a", "x".repeat(500), MINUTE);
    }
    cache.put("b", "x".repeat(200), MINUTE);
    assertThat(cache.get("a")).isPresent();
    cache.remove("a");
    cache.remove("a");
    cache.put("c", "x".repeat(500), MINUTE);
    assertThat(cache.get("b")).isPresent();
  }

  @Test
  void aValueThatAloneIsTooLargeIsNotKeptAndPushesNoneOut() {
    BoundedCache<String> cache = cache(100, 1_000);
    cache.put("a", "1", MINUTE);
    cache.put("b", "old", MINUTE);
    cache.put("b", "x".repeat(1_000), MINUTE);
    assertThat(cache.get("a")).isPresent();
    assertThat(cache.get("b")).isEmpty();
  }

  @Test
  void aTimeWithoutEndIsCut() {
    BoundedCache<String> cache = cache(1, 1_000);
    cache.put("a", "1", Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(cache.get("a")).contains("1");
  }
}
