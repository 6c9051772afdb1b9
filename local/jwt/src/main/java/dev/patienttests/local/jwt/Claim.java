package dev.patienttests.local.jwt;

/**
 * A claim of a token: an array gives one claim per element.
 *
 * @param type name of the claim, case-sensitive
 * @param value its value as text: that of a number, or the raw JSON of an object
 */
public record Claim(String type, String value) {}
