/**
 * Policy expressions: a subset of C# with .NET's values, read once into a tree, bound to types and
 * members at load and compiled to closures. A Java {@code null} inside is C#'s {@code null}.
 */
package dev.patienttests.local.gateway.expression;
