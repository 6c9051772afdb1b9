/** Reads policy documents: cuts expressions out, parses the rest as XML, keeps positions. */
package dev.patienttests.local.gateway.document;
