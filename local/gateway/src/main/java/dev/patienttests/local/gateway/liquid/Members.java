package dev.patienttests.local.gateway.liquid;

import java.util.Map;

/**
 * An object with members and a text of its own.
 *
 * @param values members by name
 */
record Members(Map<String, Object> values, String text) {}
