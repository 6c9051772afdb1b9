package dev.patienttests.local.bicep.eval;

/** Something that a file deploys. */
sealed interface Deployable permits Instance, ModuleInstance {
  /** Its name in the file, with its index in a loop. */
  String label();
}
