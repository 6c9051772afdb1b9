/**
 * Unit tests of policy documents: a gateway without its wire, whose clock, backends, call-outs and
 * tokens are fakes. Needs no test framework.
 */
package dev.patienttests.local.gateway.testing;
