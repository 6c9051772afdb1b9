package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.contract.XmlSchemas;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What policies share.
 *
 * @param clock the time; in tests a fake
 * @param pause waits between tries; in tests it does not
 * @param cache the internal cache
 * @param outbound calls backends and other services
 * @param identity tokens of the gateway's managed identities
 * @param workers threads for what runs at the same time
 * @param providers keys of those who issue callers' tokens
 * @param responses the internal cache of responses
 * @param backends backend entities by their id
 * @param xmlSchemas XML schemas of the service
 */
public record PolicyServices(
    InstantSource clock,
    Pause pause,
    ValueCache cache,
    OutboundCalls outbound,
    IdentityTokens identity,
    Workers workers,
    OpenIdProviders providers,
    ResponseCache responses,
    Map<String, GatewayConfig.Backend> backends,
    XmlSchemas xmlSchemas) {

  /** With worker threads of their own, made when they are needed. */
  public PolicyServices(
      InstantSource clock,
      Pause pause,
      ValueCache cache,
      OutboundCalls outbound,
      IdentityTokens identity) {
    this(clock, pause, cache, outbound, identity, new BoundedWorkers());
  }

  /** With providers that are asked by the same calls, an empty cache of responses, no entities. */
  public PolicyServices(
      InstantSource clock,
      Pause pause,
      ValueCache cache,
      OutboundCalls outbound,
      IdentityTokens identity,
      Workers workers) {
    this(
        clock,
        pause,
        cache,
        outbound,
        identity,
        workers,
        new OpenIdProviders(outbound, clock),
        new ResponseCache(clock),
        Map.of(),
        XmlSchemas.NONE);
  }

  /** The same with these backend entities. */
  public PolicyServices withBackends(List<GatewayConfig.Backend> entities) {
    Map<String, GatewayConfig.Backend> byId = new LinkedHashMap<>();
    entities.forEach(entity -> byId.put(entity.id(), entity));
    return withEntities(Map.copyOf(byId), xmlSchemas);
  }

  /** The same with these XML schemas. */
  public PolicyServices withXmlSchemas(XmlSchemas schemas) {
    return withEntities(backends, schemas);
  }

  private PolicyServices withEntities(
      Map<String, GatewayConfig.Backend> entities, XmlSchemas schemas) {
    return new PolicyServices(
        clock, pause, cache, outbound, identity, workers, providers, responses, entities, schemas);
  }

  /** For documents that are compiled and not run: whatever is asked for fails. */
  public static PolicyServices unused(InstantSource clock) {
    return new PolicyServices(
        clock,
        millis -> {
          throw new IllegalStateException("nothing waits while documents are checked");
        },
        new ValueCache(clock),
        call -> {
          throw new IllegalStateException("nothing is called while documents are checked");
        },
        (resource, clientId) -> {
          throw new IllegalStateException("no token is asked for while documents are checked");
        });
  }

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Waits that many milliseconds. */
    void millis(long millis);
  }
}
