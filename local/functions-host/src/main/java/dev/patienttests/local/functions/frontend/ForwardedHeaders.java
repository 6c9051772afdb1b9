package dev.patienttests.local.functions.frontend;

import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.net.RandomIds;

/** The headers that the front end adds; what a client sent under these names is overwritten. */
final class ForwardedHeaders {
  private final String hostName;
  private final String deploymentId;

  ForwardedHeaders(String hostName) {
    this.hostName = hostName;
    this.deploymentId = hostName.replaceFirst("\\..*", "");
  }

  void add(FrontEnd.Arrival arrival) {
    HeaderFields headers = arrival.headers();
    String address = arrival.caller().address();
    String endPoint = address + ":" + arrival.port();
    String scheme = arrival.secure() ? "https" : "http";
    headers.set("x-arr-log-id", RandomIds.next().toString());
    headers.set("client-ip", endPoint);
    headers.set("x-client-ip", address);
    headers.set("x-client-port", String.valueOf(arrival.port()));
    headers.append("x-forwarded-for", endPoint);
    headers.set("x-forwarded-proto", scheme);
    headers.set("x-appservice-proto", scheme);
    headers.set("disguised-host", hostName);
    headers.set("was-default-hostname", hostName);
    headers.set("x-site-deployment-id", deploymentId);
    headers.set("x-original-url", arrival.target().raw());
    headers.set("x-waws-unencoded-url", arrival.target().raw());
    headers.set("max-forwards", "10");
    if (arrival.secure()) {
      headers.set("x-forwarded-tlsversion", "1.3");
    } else {
      headers.removeIf("x-forwarded-tlsversion"::equals);
    }
    headers.removeIf("x-arr-clientcert"::equals);
  }
}
