package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Backend;
import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.contract.SchemaDocument;
import dev.patienttests.local.gateway.contract.XmlSchemas;
import dev.patienttests.local.gateway.document.NamedValues;
import dev.patienttests.local.gateway.document.PolicyDocumentReader;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policies.StandardPolicies;
import dev.patienttests.local.gateway.policy.CompiledDocument;
import dev.patienttests.local.gateway.policy.KnownApi;
import dev.patienttests.local.gateway.policy.Outline;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.gateway.policy.PolicyCompiler;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.Scope;
import dev.patienttests.local.gateway.policy.UnusedFragments;
import dev.patienttests.local.gateway.routing.Router;
import dev.patienttests.local.gateway.routing.Subscriptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * API Management without its wire: takes a request through routing, subscription check and
 * policies. All documents are compiled once, here.
 */
public final class ApiGateway {
  private static final String WANTED_METHOD = "Access-Control-Request-Method";

  private final GatewayConfig config;
  private final PolicyServices services;
  private final Router router;
  private final Subscriptions subscriptions;
  private final Exchange.Service service;
  private final Map<String, Pipeline> pipelines = new HashMap<>();
  private final Map<String, RequestUrl> serviceUrls = new HashMap<>();
  private final Pipeline globalPipeline;
  private final Outline outline;

  /**
   * Loads the service.
   *
   * @throws dev.patienttests.local.gateway.document.PolicyLoadException where a policy document is
   *     refused, with its place
   * @throws IllegalArgumentException where an OpenAPI document or a URL is refused
   */
  public ApiGateway(GatewayConfig given, PolicyServices services) {
    this.config = KeyVaultValues.read(given, services);
    this.services = services;
    this.router = new Router(config.apis());
    this.subscriptions = new Subscriptions(config);
    this.service = new Exchange.Service(config.serviceName(), config.hostName(), config.region());
    NamedValues namedValues = new NamedValues(config.namedValues());
    PolicyDocumentReader reader = new PolicyDocumentReader(namedValues);
    Map<String, PolicyElement> fragments = new HashMap<>();
    for (Fragment fragment : config.fragments()) {
      PolicyDocument document = fragment.document();
      fragments.put(fragment.id(), reader.read(document.origin(), document.xml()));
    }
    Map<String, SchemaDocument> schemas = new HashMap<>();
    for (GatewayConfig.Schema schema : config.schemas()) {
      if (!schema.isXml()) {
        schemas.put(schema.id(), SchemaDocument.read(schema.origin(), schema.text()));
      }
    }
    List<Backend> backends = config.backends().stream().map(b -> resolved(b, namedValues)).toList();
    PolicyServices entities =
        services.withBackends(backends).withXmlSchemas(XmlSchemas.of(config.schemas()));
    Supplier<PolicyCompiler> compilers =
        () -> new PolicyCompiler(StandardPolicies.all(), fragments, entities, schemas);
    PolicyCompiler compiler = compilers.get();
    Loader loader = new Loader(reader, compiler, new UnusedFragments(fragments));
    List<CompiledDocument> global = new ArrayList<>();
    config.globalPolicy().ifPresent(d -> global.add(loader.compile(d, Scope.GLOBAL)));
    this.globalPipeline = new Pipeline(global);
    Map<String, CompiledDocument> products = new HashMap<>();
    for (Product product : config.products()) {
      product.policy().ifPresent(d -> products.put(product.id(), loader.compile(d, Scope.PRODUCT)));
    }
    for (Api api : config.apis()) {
      load(api, loader, global, products);
      for (boolean ofRequests : new boolean[] {true, false}) {
        if (compiler.validates(ofRequests)) {
          router.operations(api).forEach(o -> o.contract().compileSchemas(ofRequests));
        }
      }
    }
    compiler.check(
        config.apis().stream()
            .map(api -> new KnownApi(api.id(), api.displayName(), router.operations(api)))
            .toList());
    loader.unused().check(compilers);
    this.outline = compiler.outline();
  }

  /** All policies of the service, and the ways that they may go. */
  public Outline outline() {
    return outline;
  }

  /** The service; what stood in Key Vault is among its named values, marked as secret. */
  public GatewayConfig config() {
    return config;
  }

  /** Credentials name secrets as policies do; where they go is checked before anything is sent. */
  private static Backend resolved(Backend backend, NamedValues namedValues) {
    try {
      RequestUrl.parse(backend.url());
      return new Backend(
          backend.id(),
          backend.url(),
          resolved(backend.headers(), namedValues),
          resolved(backend.query(), namedValues));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("backend '" + backend.id() + "': " + e.getMessage(), e);
    }
  }

  private static Map<String, List<String>> resolved(
      Map<String, List<String>> credentials, NamedValues namedValues) {
    Map<String, List<String>> resolved = new LinkedHashMap<>();
    credentials.forEach(
        (name, values) -> resolved.put(name, values.stream().map(namedValues::resolve).toList()));
    return resolved;
  }

  private record Loader(
      PolicyDocumentReader reader, PolicyCompiler compiler, UnusedFragments unused) {
    CompiledDocument compile(PolicyDocument document, Scope scope) {
      PolicyElement root = reader.read(document.origin(), document.xml());
      unused.seen(root);
      return compiler.compile(root, scope);
    }
  }

  private void load(
      Api api,
      Loader loader,
      List<CompiledDocument> global,
      Map<String, CompiledDocument> products) {
    serviceUrls.put(api.id(), RequestUrl.parse(api.serviceUrl()));
    Optional<CompiledDocument> own = api.policy().map(d -> loader.compile(d, Scope.API));
    Map<String, CompiledDocument> operations = new HashMap<>();
    api.operationPolicies()
        .forEach((id, d) -> operations.put(id, loader.compile(d, Scope.OPERATION)));
    List<String> ids = router.operations(api).stream().map(Operation::id).toList();
    for (String id : operations.keySet()) {
      if (!ids.contains(id)) {
        throw new IllegalArgumentException(
            api.openApiOrigin() + ": has no operation '" + id + "', which has a policy");
      }
    }
    List<String> contexts = new ArrayList<>(List.of(""));
    config.products().stream()
        .filter(p -> p.apis().contains(api.id()))
        .forEach(p -> contexts.add(p.id()));
    for (String product : contexts) {
      List<CompiledDocument> documents = new ArrayList<>(global);
      Optional.ofNullable(products.get(product)).ifPresent(documents::add);
      own.ifPresent(documents::add);
      pipelines.put(key(product, api, ""), new Pipeline(documents));
      for (String id : ids) {
        List<CompiledDocument> all = new ArrayList<>(documents);
        Optional.ofNullable(operations.get(id)).ifPresent(all::add);
        pipelines.put(key(product, api, id), new Pipeline(all));
      }
    }
  }

  /**
   * Changes state and keys of a subscription, for all requests that come from now on; counters of
   * limits go on, as they are the subscription's.
   *
   * @return whether there is such a subscription
   */
  public boolean changeSubscription(
      String id, String state, String primaryKey, String secondaryKey) {
    return subscriptions.change(id, state, primaryKey, secondaryKey);
  }

  /** Serves one request; its response is then in the exchange. */
  public Exchange serve(Request request) {
    return serve(begin(request));
  }

  /** Serves one request, followed by an observer. */
  public Exchange serve(Request request, Observer observer) {
    Exchange exchange = begin(request);
    exchange.observer(observer);
    return serve(exchange);
  }

  private Exchange begin(Request request) {
    return new Exchange(UUID.randomUUID(), services.clock(), service, request);
  }

  private Exchange serve(Exchange exchange) {
    Request request = exchange.request();
    Optional<Router.Match> match = router.match(request.method(), request.originalUrl());
    if (match.isEmpty()) {
      globalPipeline.fail(exchange, notFound());
      return exchange;
    }
    Api api = match.get().api();
    Optional<Operation> operation = match.get().operation();
    exchange.matched(Optional.of(api), operation);
    if (operation.isEmpty() && isPreflight(request) && preflight(exchange, api)) {
      return exchange;
    }
    if (operation.isEmpty()) {
      pipeline("", api, "").fail(exchange, notFound());
      return exchange;
    }
    request.matchedParameters(match.get().parameters());
    request.route(serviceUrls.get(api.id()), match.get().pathBelow());
    Subscriptions.Admission admission;
    try {
      admission = subscriptions.admit(api, request, config.hostName());
    } catch (PolicyFailure e) {
      pipeline("", api, operation.get().id()).fail(exchange, e);
      return exchange;
    }
    exchange.admitted(admission.product(), admission.subscription());
    exchange.key(admission.key());
    String product = admission.product().map(Product::id).orElse("");
    try {
      pipeline(product, api, operation.get().id()).run(exchange);
    } finally {
      exchange.served();
    }
    return exchange;
  }

  private static boolean isPreflight(Request request) {
    return request.method().equals("OPTIONS")
        && request.headers().contains("Origin")
        && request.headers().contains(WANTED_METHOD);
  }

  /**
   * The operation that a preflight request asks for decides which policies answer it. Its product
   * does, too, where the request is let into one: browsers send no header with a key.
   */
  private boolean preflight(Exchange exchange, Api api) {
    Request request = exchange.request();
    String wanted = request.headers().first(WANTED_METHOD).orElseThrow();
    Optional<Operation> operation =
        router.match(wanted, request.originalUrl()).flatMap(Router.Match::operation);
    String product = "";
    try {
      Subscriptions.Admission admission = subscriptions.admit(api, request, config.hostName());
      product = admission.product().map(Product::id).orElse("");
    } catch (PolicyFailure e) {
      // The call itself will be refused; whether the page may know is another question.
    }
    return pipeline(product, api, operation.map(Operation::id).orElse("")).preflight(exchange);
  }

  private Pipeline pipeline(String product, Api api, String operation) {
    return pipelines.get(key(product, api, operation));
  }

  /** Names of products and APIs hold no line break. */
  private static String key(String product, Api api, String operation) {
    return product + "\n" + api.id() + "\n" + operation;
  }

  private static PolicyFailure notFound() {
    LastError error =
        LastError.builtIn(
            "configuration",
            "OperationNotFound",
            "Unable to match incoming request to an operation.");
    return PolicyFailure.builtIn(404, error, "Resource not found", new Headers());
  }
}
