/**
 * The gateway's two sides of the network, on Netty: the listeners that clients call, and the client
 * that calls backends. One event loop has all connections of a request, so that no other thread is
 * needed on its way, and nothing here may wait in a loop.
 */
package dev.patienttests.local.gateway.wire;
