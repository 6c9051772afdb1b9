package dev.patienttests.benchmarks.bare;

import dev.patienttests.benchmarks.bare.BareServer.Answer;
import dev.patienttests.local.net.ChildProcess;
import dev.patienttests.local.net.ChildProcess.Running;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/**
 * In the place of the Cosmos DB accounts: answers what the SDK asks for when it starts, and a
 * constant to each operation. A query gets one document.
 */
final class BareCosmosMain {
  static final String DATABASE = "bare";
  static final String CONTAINER = "documents";

  /** Checked by nobody, but the SDK signs with it. */
  static final String KEY = "YmFyZSBjaGFpbiwgYmFyZSBjaGFpbiwgYmFyZSBjaGFpbiwgYmFyZSBjaGFpbg==";

  private static final String CONTAINER_PATH = "/dbs/" + DATABASE + "/colls/" + CONTAINER;
  private static final String ACCOUNT =
      """
      {"id":"bare","writableLocations":[{"name":"Local","databaseAccountEndpoint":"https://%1$s/"}],\
      "readableLocations":[{"name":"Local","databaseAccountEndpoint":"https://%1$s/"}],\
      "enableMultipleWriteLocations":false,\
      "userConsistencyPolicy":{"defaultConsistencyLevel":"Session"}}""";
  private static final String CONTAINER_ANSWER =
      """
      {"id":"documents","_rid":"EAAAAYAAAAI=","_self":"dbs/bare/colls/documents/",\
      "partitionKey":{"paths":["/id"],"kind":"Hash","version":2}}""";
  private static final String RANGES =
      """
      {"_rid":"EAAAAYAAAAI=","_count":1,"PartitionKeyRanges":\
      [{"id":"0","minInclusive":"","maxExclusive":"FF","parents":[]}]}""";

  private static final String PLAN =
      """
      {"queryInfo":{"hasSelectValue":false},\
      "queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}""";
  private static final String PAGE =
      "{\"_rid\":\"EAAAAYAAAAI=\",\"_count\":1,\"Documents\":[" + BareBodies.DOCUMENT + "]}";

  /** What the SDK reads of each answer: a session to keep, a version, a charge. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "x-ms-session-token",
          "0:-1#4711",
          "x-ms-request-charge",
          "1",
          "x-ms-activity-id",
          BareBodies.someId(),
          "etag",
          "\"" + BareBodies.someId() + "\"");

  private BareCosmosMain() {}

  public static void main(String[] args) {
    ChildProcess.run(args, BareConfig.class, BareCosmosMain::start);
  }

  private static Running start(BareConfig config) throws Exception {
    return BareServer.behindNetwork(
        "bare-cosmos", config.listener(), (request, body) -> answer(request));
  }

  private static Answer answer(Request request) {
    String path = request.getHttpURI().getPath();
    if (path.startsWith(CONTAINER_PATH + "/docs")) {
      return document(request);
    }
    return switch (request.getMethod() + " " + path.replaceFirst("/$", "")) {
      case "GET " -> new Answer(200, ACCOUNT.formatted(request.getHttpURI().getAuthority()));
      case "GET " + CONTAINER_PATH -> new Answer(200, CONTAINER_ANSWER);
      case "GET " + CONTAINER_PATH + "/pkranges" -> new Answer(200, RANGES);
      default -> new Answer(400, "{\"code\":\"BadRequest\",\"message\":\"not of the bare chain\"}");
    };
  }

  private static Answer document(Request request) {
    if (request.getHeaders().contains("x-ms-cosmos-is-query-plan-request")) {
      return new Answer(200, PLAN);
    }
    if (request.getHeaders().contains("x-ms-documentdb-isquery")) {
      return new Answer(200, HEADERS, PAGE);
    }
    return switch (request.getMethod()) {
      case "POST" -> new Answer(201, HEADERS, "");
      case "PUT" -> new Answer(200, HEADERS, "");
      default -> new Answer(200, HEADERS, BareBodies.DOCUMENT);
    };
  }
}
