package dev.patienttests.local.net;

/**
 * Where a process asks for tokens of its managed identity.
 *
 * @param url value for {@code IDENTITY_ENDPOINT}, a loopback http URL
 * @param header value for {@code IDENTITY_HEADER}
 */
public record IdentityEndpointSettings(String url, String header) {}
