package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A stored document.
 *
 * @param sequence its place in the order of insertion
 * @param body the document with its system properties
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Item(long sequence, String etag, byte[] body) {

  ObjectNode document() {
    return Json.stored(body);
  }
}
