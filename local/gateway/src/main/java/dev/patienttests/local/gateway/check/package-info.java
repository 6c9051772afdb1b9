/** Finds what is wrong with policy documents, without running them. */
package dev.patienttests.local.gateway.check;
