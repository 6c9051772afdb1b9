/**
 * Checks an audit trail from the outside: from an export, a public key and a seal that was kept
 * elsewhere. Nothing in here is shared with what writes the trail, so that one mistake cannot be
 * made twice.
 */
package dev.patienttests.local.audit;
