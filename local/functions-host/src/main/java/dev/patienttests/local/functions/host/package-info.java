/** The Functions host: reads the staged app, routes requests, checks keys, shapes answers. */
package dev.patienttests.local.functions.host;
