/** Compiles policy documents into pipelines and runs them. */
package dev.patienttests.local.gateway.policy;
