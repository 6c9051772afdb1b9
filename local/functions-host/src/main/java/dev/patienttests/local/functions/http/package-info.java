/** The HTTP listener's way of reading a request, which is Kestrel's. */
package dev.patienttests.local.functions.http;
