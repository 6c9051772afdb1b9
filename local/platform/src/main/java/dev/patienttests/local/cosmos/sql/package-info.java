/**
 * The part of the Cosmos DB query language that the local endpoint serves.
 *
 * <p>Its values (undefined beside null, comparisons across types, functions over JSON) are not
 * those of any SQL engine, so queries are parsed and evaluated here, over documents. No JVM library
 * does this; an embedded database's JSON functions would answer differently without saying so.
 */
package dev.patienttests.local.cosmos.sql;
