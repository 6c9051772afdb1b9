package dev.patienttests.benchmarks.bare;

import dev.patienttests.benchmarks.bare.BareServer.Answer;
import dev.patienttests.local.net.ChildProcess;
import dev.patienttests.local.net.ChildProcess.Running;
import dev.patienttests.local.net.TrustedClients;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** In the gateway's place: passes each request on and the answer back. */
final class BareGatewayMain {
  private BareGatewayMain() {}

  public static void main(String[] args) {
    ChildProcess.run(args, BareConfig.class, BareGatewayMain::start);
  }

  private static Running start(BareConfig config) throws Exception {
    HttpClient client = client(config);
    client.start();
    URI next = BareServer.required(config.next());
    return BareServer.publicly(
        "bare-gateway", config.listener(), (request, body) -> pass(client, next, request, body));
  }

  private static Answer pass(HttpClient client, URI next, Request received, byte[] body)
      throws Exception {
    Operation operation = Operation.of(received.getHttpURI().getPath());
    org.eclipse.jetty.client.Request request =
        client.newRequest(next.resolve("/api" + operation.path())).method(received.getMethod());
    if (body.length > 0) {
      request.body(new BytesRequestContent("application/json", body));
    }
    ContentResponse response = request.send();
    return new Answer(response.getStatus(), response.getContentAsString());
  }

  private static HttpClient client(BareConfig config) {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(TrustedClients.sslContext(config.listener()));
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(tls);
    HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setFollowRedirects(false);
    InetSocketAddress proxy = TrustedClients.address(BareServer.required(config.egressProxy()));
    client.getProxyConfiguration().addProxy(new HttpProxy(proxy.getHostString(), proxy.getPort()));
    return client;
  }
}
