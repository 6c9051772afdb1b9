/** What happened to one request, policy by policy, without its secrets. */
package dev.patienttests.local.gateway.trace;
