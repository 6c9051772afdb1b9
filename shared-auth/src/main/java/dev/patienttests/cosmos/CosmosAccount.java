package dev.patienttests.cosmos;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Endpoint and key of a Cosmos DB account, as its connection string holds them: {@code
 * AccountEndpoint=https://…;AccountKey=…;}.
 */
final class CosmosAccount {
  private static final Pattern FORM =
      Pattern.compile("AccountEndpoint=([^;]+);AccountKey=([A-Za-z0-9+/]+={0,2});?");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI endpoint;
  private final String key;

  private CosmosAccount(URI endpoint, String key) {
    this.endpoint = endpoint;
    this.key = key;
  }

  /**
   * Reads a connection string.
   *
   * @param plainHttp whether {@code http:} to loopback is accepted, as an emulator offers it
   * @throws IllegalArgumentException when it has another form; the message quotes nothing of it
   */
  static CosmosAccount parse(String connectionString, boolean plainHttp) {
    Matcher parts = FORM.matcher(connectionString.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not a connection string of a Cosmos DB account.");
    }
    Base64.getDecoder().decode(parts.group(2));
    return new CosmosAccount(endpoint(parts.group(1), plainHttp), parts.group(2));
  }

  private static URI endpoint(String text, boolean plainHttp) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("The account's endpoint is not a URL.");
    }
    boolean https = "https".equals(uri.getScheme());
    boolean emulator =
        plainHttp && "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    if (uri.getHost() == null || !(https || emulator)) {
      throw new IllegalArgumentException("The account's endpoint must be an https: URL.");
    }
    return uri;
  }

  URI endpoint() {
    return endpoint;
  }

  String key() {
    return key;
  }

  @Override
  public String toString() {
    return "CosmosAccount[" + endpoint.getHost() + "]";
  }
}
