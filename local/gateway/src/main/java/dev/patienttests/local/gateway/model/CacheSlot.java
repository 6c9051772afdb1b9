package dev.patienttests.local.gateway.model;

/**
 * Where the response of an exchange is kept, once it is there.
 *
 * @param key tells requests apart that get different answers
 * @param downstream what others than the gateway may keep: none, private or public
 * @param mustRevalidate whether they have to ask before they use what is stale
 */
public record CacheSlot(String key, String downstream, boolean mustRevalidate) {}
