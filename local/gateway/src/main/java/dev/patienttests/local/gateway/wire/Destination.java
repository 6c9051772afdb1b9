package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.RequestUrl;

/** Where a call goes; connections are kept for the next call to the same. */
record Destination(boolean secure, String host, int port) {
  static Destination of(RequestUrl url) {
    return new Destination(url.scheme().equals("https"), url.host(), url.port());
  }
}
