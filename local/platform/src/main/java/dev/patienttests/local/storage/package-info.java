/**
 * The blob service of a storage account, as far as an append-only trail of small blobs needs it.
 * What it does not know is refused by name.
 */
package dev.patienttests.local.storage;
