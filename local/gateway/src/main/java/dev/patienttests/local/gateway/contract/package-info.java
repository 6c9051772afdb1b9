/** What OpenAPI documents and schemas say about messages, and whether a message keeps to it. */
package dev.patienttests.local.gateway.contract;
