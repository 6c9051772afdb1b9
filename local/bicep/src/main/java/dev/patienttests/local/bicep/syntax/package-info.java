/** Text to syntax tree. Not part of the public API. */
package dev.patienttests.local.bicep.syntax;
