package dev.patienttests.local.net;

import java.util.Optional;

/**
 * Who opened a connection, as the virtual network saw it.
 *
 * @param address the caller's address: inside the subnet's prefix where the call came by a service
 *     endpoint, a public one otherwise
 * @param subnetId resource id of the caller's subnet, present only where that subnet has a service
 *     endpoint for the service that is called; nothing else can match a subnet rule
 */
public record Caller(String address, Optional<String> subnetId) {}
