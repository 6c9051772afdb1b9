package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.jwt.OpenIdConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What identity providers publish, fetched as all calls out of the gateway are. All policies that
 * name an address share what was fetched from it; addresses stand in documents, so there are only
 * so many.
 */
public final class OpenIdProviders {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;
  private static final int OK = 200;

  private final OutboundCalls calls;
  private final InstantSource clock;
  private final Map<URI, OpenIdConfiguration> known = new ConcurrentHashMap<>();

  /** Providers that are asked with these calls. */
  public OpenIdProviders(OutboundCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** The provider whose metadata stands there; nothing is fetched yet. */
  public OpenIdConfiguration at(URI metadata) {
    return known.computeIfAbsent(
        metadata,
        url -> new OpenIdConfiguration(url, this::document, clock.withZone(ZoneOffset.UTC)));
  }

  private String document(URI url) throws IOException {
    if (!"https".equals(url.getScheme())) {
      throw new IOException(url + " is no https URL");
    }
    Headers headers = new Headers();
    headers.add("Accept", "application/json");
    try {
      Response response =
          calls.send(
              new OutboundCalls.Call(
                  "GET", RequestUrl.parse(url.toString()), headers, Optional.empty(), TIMEOUT));
      byte[] content = response.body().map(MessageBody::content).orElse(new byte[0]);
      if (response.status() != OK || content.length > MAX_BYTES) {
        throw new IOException(url + " answered " + response.status());
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (PolicyFailure | IllegalArgumentException e) {
      throw new IOException(url + " cannot be asked: " + e.getMessage(), e);
    }
  }
}
