/** The policies that the gateway knows, a class for each. */
package dev.patienttests.local.gateway.policies;
