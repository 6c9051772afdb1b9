/** Counters of limits by key. Each table is bounded; a full one lets no new key in. */
package dev.patienttests.local.gateway.limits;
