/** What the instances of one site share: the locks in its data directory. */
package dev.patienttests.local.functions.shared;
