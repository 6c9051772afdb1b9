/**
 * The gateway's two sides of the network, on Netty: the listeners that clients call, and the client
 * that calls backends. One event loop has all connections, so that a request needs no other thread
 * on its way, and nothing here may wait in it.
 */
package dev.patienttests.local.gateway.wire;
