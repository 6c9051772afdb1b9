/** The gateway's wire: listener, backend calls, managed identity. */
package dev.patienttests.local.gateway.http;
