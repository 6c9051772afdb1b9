package dev.patienttests.local.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An answer of the blob service. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BlobAnswer(int status, Map<String, String> headers, byte[] body) {

  static BlobAnswer empty(int status) {
    return new BlobAnswer(status, Map.of(), new byte[0]);
  }

  static BlobAnswer xml(int status, String body) {
    return new BlobAnswer(
            status,
            Map.of(),
            ("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + body).getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", "application/xml");
  }

  BlobAnswer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new BlobAnswer(status, more, body);
  }
}
