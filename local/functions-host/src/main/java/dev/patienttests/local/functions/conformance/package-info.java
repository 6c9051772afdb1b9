/** Runs recorded answers of the real router against the listener and the route table. */
package dev.patienttests.local.functions.conformance;
