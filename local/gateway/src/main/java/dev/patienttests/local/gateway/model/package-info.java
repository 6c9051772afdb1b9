/** One request on its way through the gateway, as policies and expressions see it. */
package dev.patienttests.local.gateway.model;
