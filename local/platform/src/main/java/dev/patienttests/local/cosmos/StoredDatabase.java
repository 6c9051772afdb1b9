package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A database as the catalog holds it. */
record StoredDatabase(long number, String name, String etag, long timestamp) {

  String rid() {
    return ResourceIds.database(number);
  }

  /** The resource as clients see it. */
  ObjectNode resource() {
    return Json.object()
        .put("id", name)
        .put("_rid", rid())
        .put("_self", "dbs/" + name + "/")
        .put("_etag", etag)
        .put("_colls", "colls/")
        .put("_users", "users/")
        .put("_ts", timestamp);
  }
}
