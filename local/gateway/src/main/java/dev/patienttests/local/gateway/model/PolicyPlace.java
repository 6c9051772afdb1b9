package dev.patienttests.local.gateway.model;

import dev.patienttests.local.gateway.document.Position;
import java.util.Optional;

/**
 * Where a policy stands.
 *
 * @param policy name of its element
 * @param id its {@code id} attribute
 * @param scope global, product, api or operation
 * @param section inbound, backend, outbound or on-error
 * @param path position in its section, as {@code context.LastError.Path} shows it
 * @param position place in the file; that of a fragment's policy is in the fragment
 */
public record PolicyPlace(
    String policy,
    Optional<String> id,
    String scope,
    String section,
    String path,
    Position position) {}
