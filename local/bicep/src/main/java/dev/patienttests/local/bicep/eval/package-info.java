/** Syntax tree to values and resources. Not part of the public API. */
package dev.patienttests.local.bicep.eval;
