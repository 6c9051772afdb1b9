/** Liquid templates of {@code set-body}, as DotLiquid 2.0 reads them with C# names. */
package dev.patienttests.local.gateway.liquid;
