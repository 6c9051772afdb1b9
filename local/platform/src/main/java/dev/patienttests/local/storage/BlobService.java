package dev.patienttests.local.storage;

import dev.patienttests.local.net.SubnetRules;
import dev.patienttests.local.storage.StorageConfig.BlobAction;
import dev.patienttests.local.storage.StorageConfig.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Checks requests in Azure's order (network, token, role), then does what they ask for: Put Blob,
 * Get Blob, Get Blob Properties, Delete Blob and List Blobs (Azure documentation, Blob service REST
 * API).
 */
public final class BlobService {

  /** The audience of tokens. */
  public static final String RESOURCE = "https://storage.azure.com";

  /** Azure documentation, "Naming and referencing containers, blobs, and metadata". */
  private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");

  private static final Pattern API_VERSION = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d");

  /** Tokens are taken since this version. */
  private static final String OLDEST = "2017-11-09";

  private static final Set<String> HEADERS =
      Set.of(
          "x-ms-version",
          "x-ms-date",
          "x-ms-client-request-id",
          "x-ms-return-client-request-id",
          "x-ms-blob-type",
          "x-ms-blob-content-type");

  private final StorageConfig config;
  private final String challenge;
  private final Map<String, BlobOperations> containers = new HashMap<>();

  /**
   * Opens the containers of an account, whose blobs lie below a directory.
   *
   * @param authority where callers get tokens
   * @throws IllegalArgumentException for a configuration that is not valid
   */
  public BlobService(StorageConfig config, Path directory, String authority, Clock clock) {
    this.config = config;
    this.challenge =
        "Bearer authorization_uri=" + authority + "/oauth2/authorize resource_id=" + RESOURCE;
    try {
      for (Container container : config.containers()) {
        if (!CONTAINER.matcher(container.name()).matches()) {
          throw new IllegalArgumentException(
              "The blob container name " + container.name() + " is not valid");
        }
        BlobStore store = new BlobStore(directory.resolve(container.name()));
        containers.put(
            container.name(), new BlobOperations(config.hostName(), container, store, clock));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a request. */
  public BlobAnswer answer(BlobRequest request) throws IOException {
    BlobAnswer answer;
    try {
      answer = operate(request);
    } catch (BlobException e) {
      answer = e.answer();
      if (answer.status() == 401) {
        answer = answer.with("WWW-Authenticate", challenge);
      }
    }
    return answer
        .with("x-ms-request-id", UUID.randomUUID().toString())
        .with("x-ms-version", request.header("x-ms-version").orElse(OLDEST));
  }

  private BlobAnswer operate(BlobRequest request) throws IOException, BlobException {
    requireNetwork(request);
    requireToken(request);
    requireHeaders(request);
    if (request.path().isEmpty() || request.container().isEmpty()) {
      throw BlobException.notServed("An operation on the account");
    }
    boolean blob = !request.blobName().isEmpty();
    return blob ? blob(request) : list(request);
  }

  private void requireNetwork(BlobRequest request) throws BlobException {
    boolean open =
        config.publicNetworkAccess().equalsIgnoreCase("Enabled")
            && new SubnetRules(config.defaultAction(), config.allowedSubnets())
                .admit(request.caller());
    if (!open) {
      throw new BlobException(
          403, "AuthorizationFailure", "This request is not authorized to perform this operation.");
    }
  }

  private static void requireToken(BlobRequest request) throws BlobException {
    if (request.principal().isPresent()) {
      return;
    }
    throw request.header("authorization").isEmpty()
        ? new BlobException(
            401,
            "NoAuthenticationInformation",
            "Server failed to authenticate the request. There is no token.")
        : new BlobException(
            401,
            "InvalidAuthenticationInfo",
            "Server failed to authenticate the request. The token is not a valid one.");
  }

  private static void requireHeaders(BlobRequest request) throws BlobException {
    String version = request.header("x-ms-version").orElse("");
    if (!API_VERSION.matcher(version).matches() || version.compareTo(OLDEST) < 0) {
      throw new BlobException(
          400, "InvalidHeaderValue", "The header x-ms-version must be " + OLDEST + " or later.");
    }
    for (String name : request.headers().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if ((lower.startsWith("x-ms-") && !HEADERS.contains(lower))
          || List.of("range", "if-modified-since", "if-unmodified-since").contains(lower)) {
        throw BlobException.badHeader(name);
      }
    }
  }

  /** The container, when the caller may do one of these things in it. */
  private BlobOperations container(BlobRequest request, BlobAction... oneOf) throws BlobException {
    Set<BlobAction> allowed = Set.of(oneOf);
    if (actions(request).stream().noneMatch(allowed::contains)) {
      throw BlobException.mismatch();
    }
    return Optional.ofNullable(containers.get(request.container()))
        .orElseThrow(
            () ->
                new BlobException(
                    404, "ContainerNotFound", "The specified container does not exist."));
  }

  private Set<BlobAction> actions(BlobRequest request) {
    return config.roles().stream()
        .filter(role -> role.principalId().equalsIgnoreCase(request.principal().orElseThrow()))
        .filter(role -> role.container().map(request.container()::equals).orElse(true))
        .flatMap(role -> role.actions().stream())
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  private BlobAnswer blob(BlobRequest request) throws IOException, BlobException {
    if (!request.query().isEmpty()) {
      throw BlobException.notServed("The parameter " + request.query().keySet().iterator().next());
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> container(request, BlobAction.READ).get(request);
      case "PUT" ->
          container(request, BlobAction.ADD, BlobAction.WRITE)
              .put(request, actions(request).contains(BlobAction.WRITE));
      case "DELETE" -> container(request, BlobAction.DELETE).delete(request);
      default -> throw BlobException.notServed(request.method() + " of a blob");
    };
  }

  private BlobAnswer list(BlobRequest request) throws BlobException {
    boolean list =
        request.method().equals("GET")
            && "container".equals(request.query().get("restype"))
            && "list".equals(request.query().get("comp"));
    if (!list) {
      throw BlobException.notServed("An operation on a container but List Blobs");
    }
    return container(request, BlobAction.READ).list(request);
  }
}
