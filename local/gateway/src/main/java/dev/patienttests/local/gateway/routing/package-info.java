/** Finds the API and operation of a request, and what its subscription key opens. */
package dev.patienttests.local.gateway.routing;
