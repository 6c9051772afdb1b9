package dev.patienttests.benchmarks.bare;

import dev.patienttests.local.net.ListenerSettings;
import java.net.URI;
import java.util.Optional;

/**
 * What one process of the bare chain is started with.
 *
 * @param listener its certificate and trust
 * @param egressProxy {@code host:port} of its subnet's CONNECT proxy, for those that call others
 * @param next the URL that it posts to
 * @param cosmos the account that it writes to
 */
record BareConfig(
    ListenerSettings listener,
    Optional<String> egressProxy,
    Optional<URI> next,
    Optional<URI> cosmos) {}
