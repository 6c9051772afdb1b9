/** The keys of the Functions host. */
package dev.patienttests.local.functions.keys;
