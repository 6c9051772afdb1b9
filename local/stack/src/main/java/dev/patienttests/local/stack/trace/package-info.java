/** Reads the structured lines of the logs and puts those of one request together. */
package dev.patienttests.local.stack.trace;
