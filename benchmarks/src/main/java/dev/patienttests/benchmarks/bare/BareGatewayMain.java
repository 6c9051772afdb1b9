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
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** In the gateway's place: passes each body on and the answer back. */
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
        "bare-gateway", config.listener(), (r, body) -> pass(client, next, body));
  }

  private static Answer pass(HttpClient client, URI next, byte[] body) throws Exception {
    ContentResponse response =
        client
            .newRequest(next)
            .method(HttpMethod.POST)
            .body(new BytesRequestContent("application/json", body))
            .send();
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
