package dev.patienttests.local.functions.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of host.json that this host acts on (Azure documentation, host.json reference).
 * {@code logging} and {@code extensionBundle} are accepted and have no effect; every other unknown
 * setting is refused.
 *
 * @param routePrefix what stands before each route
 * @param customHeaders headers that every answer carries
 * @param functionTimeout how long an invocation may take, absent for no limit
 * @param functions the functions to load, absent for all
 */
record HostJson(
    String routePrefix,
    Map<String, String> customHeaders,
    Optional<Duration> functionTimeout,
    Optional<Set<String>> functions) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);
  private static final Pattern TIME_SPAN =
      Pattern.compile("(?:(\\d+)\\.)?(\\d{1,2}):(\\d{2}):(\\d{2})");

  static HostJson read(Path file) {
    if (!Files.exists(file)) {
      throw new StagedAppException(file + ": missing; is this a staged function app?");
    }
    StrictJson json =
        StrictJson.read(file)
            .only(
                "version",
                "logging",
                "extensionBundle",
                "extensions",
                "functionTimeout",
                "functions");
    StrictJson version = json.member("version");
    if (!version.node().asText().equals("2.0")) {
      throw version.refusal("must be \"2.0\"");
    }
    Optional<StrictJson> http =
        json.find("extensions")
            .map(it -> it.requireObject().only("http"))
            .flatMap(it -> it.find("http"))
            .map(it -> it.requireObject().only("routePrefix", "customHeaders"));
    return new HostJson(
        http.flatMap(it -> it.find("routePrefix")).map(StrictJson::text).orElse("api"),
        http.flatMap(it -> it.find("customHeaders")).map(HostJson::headers).orElse(Map.of()),
        json.find("functionTimeout").map(HostJson::timeout).orElse(Optional.of(DEFAULT_TIMEOUT)),
        json.find("functions").map(HostJson::names));
  }

  private static Map<String, String> headers(StrictJson json) {
    Map<String, String> headers = new LinkedHashMap<>();
    json.requireObject()
        .node()
        .fieldNames()
        .forEachRemaining(name -> headers.put(name, json.member(name).text()));
    return Map.copyOf(headers);
  }

  private static Optional<Duration> timeout(StrictJson json) {
    String text = json.text();
    if (text.equals("-1")) {
      return Optional.empty();
    }
    Matcher matcher = TIME_SPAN.matcher(text);
    if (!matcher.matches()) {
      throw json.refusal("is no time span");
    }
    String days = matcher.group(1);
    Duration duration =
        Duration.ofDays(days == null ? 0 : Long.parseLong(days))
            .plusHours(Long.parseLong(matcher.group(2)))
            .plusMinutes(Long.parseLong(matcher.group(3)))
            .plusSeconds(Long.parseLong(matcher.group(4)));
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw json.refusal("must be at least one second");
    }
    return Optional.of(duration);
  }

  private static Set<String> names(StrictJson json) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (JsonNode each : json.node()) {
      names.add(each.asText());
    }
    return names;
  }
}
