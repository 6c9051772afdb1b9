/** Holds tokens against outcomes recorded from Microsoft's library. */
package dev.patienttests.local.gateway.conformance;
