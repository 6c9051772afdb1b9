/** Bodies from one format to another. */
package dev.patienttests.local.gateway.convert;
