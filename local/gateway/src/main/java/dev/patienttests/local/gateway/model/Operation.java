package dev.patienttests.local.gateway.model;

/**
 * An operation of an API.
 *
 * @param urlTemplate path template below the API's prefix
 */
public record Operation(String id, String name, String method, String urlTemplate) {}
