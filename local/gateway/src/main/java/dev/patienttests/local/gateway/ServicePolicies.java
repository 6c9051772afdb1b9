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
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policies.StandardPolicies;
import dev.patienttests.local.gateway.policy.CompiledDocument;
import dev.patienttests.local.gateway.policy.KnownApi;
import dev.patienttests.local.gateway.policy.Outline;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.gateway.policy.PolicyCompiler;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.Scope;
import dev.patienttests.local.gateway.policy.UnusedFragments;
import dev.patienttests.local.gateway.routing.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The policies of a service, for each operation in each context; all are compiled once, here. */
final class ServicePolicies {
  private final GatewayConfig config;
  private final Router router;
  private final Map<String, Pipeline> pipelines = new HashMap<>();
  private final Map<String, RequestUrl> serviceUrls = new HashMap<>();
  private final Pipeline global;
  private final Outline outline;

  /**
   * Loads all documents.
   *
   * @param operations of all APIs; asked for when the policies of broader scopes are compiled
   * @throws dev.patienttests.local.gateway.document.PolicyLoadException where one is refused
   * @throws IllegalArgumentException where an OpenAPI document or a URL is refused
   */
  ServicePolicies(GatewayConfig config, PolicyServices services, Supplier<Router> operations) {
    this.config = config;
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
    List<CompiledDocument> everywhere = new ArrayList<>();
    config.globalPolicy().ifPresent(d -> everywhere.add(loader.compile(d, Scope.GLOBAL)));
    this.global = new Pipeline(everywhere);
    Map<String, CompiledDocument> products = new HashMap<>();
    for (Product product : config.products()) {
      product.policy().ifPresent(d -> products.put(product.id(), loader.compile(d, Scope.PRODUCT)));
    }
    this.router = operations.get();
    for (Api api : config.apis()) {
      load(api, loader, everywhere, products);
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
  Outline outline() {
    return outline;
  }

  /** Those for requests that no API matches. */
  Pipeline global() {
    return global;
  }

  /** Where an API's backend is, unless a policy says otherwise. */
  RequestUrl serviceUrl(Api api) {
    return serviceUrls.get(api.id());
  }

  /**
   * Those of an operation.
   *
   * @param product id of the product in whose context it is called, empty without one
   * @param operation its id; empty for the API as a whole
   */
  Pipeline of(String product, Api api, String operation) {
    return pipelines.get(key(product, api, operation));
  }

  /** Names of products and APIs hold no line break. */
  private static String key(String product, Api api, String operation) {
    return product + "\n" + api.id() + "\n" + operation;
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
      List<CompiledDocument> everywhere,
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
      List<CompiledDocument> documents = new ArrayList<>(everywhere);
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
}
