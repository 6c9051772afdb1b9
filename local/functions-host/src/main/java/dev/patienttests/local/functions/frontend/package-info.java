/** App Service's front end: access restrictions, https only, Easy Auth, and the headers it adds. */
package dev.patienttests.local.functions.frontend;
