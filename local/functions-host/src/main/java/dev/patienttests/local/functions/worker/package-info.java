/** The Java worker: loads the staged jars and invokes function methods. */
package dev.patienttests.local.functions.worker;
