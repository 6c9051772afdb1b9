/** The route table of the Functions host: ASP.NET Core's classic routes as the host fills them. */
package dev.patienttests.local.functions.routing;
