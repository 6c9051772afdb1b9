package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.Bicep;
import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Evaluation;
import dev.patienttests.local.bicep.Resolution;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The deployments of a variant, in the order in which they happen in Azure: the registrations in
 * Entra ID, the main file, the app role assignments and, once the apps run, the host keys.
 */
public final class Deployment {
  private static final String APPS = "infra/entra/apps.bicep";
  private static final String CLIENTS = "infra/entra/clients.bicepparam";
  private static final String ASSIGNMENTS = "infra/entra/assignments.bicepparam";
  private static final String HOST_KEYS = "infra/host-keys.bicepparam";

  private final Project project;
  private final Inventory inventory;
  private final GrantedSecretRoles granted;
  private final CosmosPorts cosmosPorts;
  private final Map<String, String> mainOutputs;
  private final StackPlan plan;
  private final SubscriptionRegister subscriptions;

  private Deployment(Project project, String variant, StateDirectory state) throws BicepException {
    this.project = project;
    this.inventory = Inventory.open(state.inventory());
    this.granted = new GrantedSecretRoles(state.path().resolve("secret-roles.json"));
    this.cosmosPorts = new CosmosPorts(inventory);
    LocalAzure azure =
        new LocalAzure(LocalContext.DEFAULT, inventory, cosmosPorts::port, site -> Map.of());
    Resolution apps =
        Bicep.evaluate(project.root().resolve(APPS), Map.of(), context(Map.of())).resolve(azure);
    Resolution main =
        Bicep.evaluate(project.parameterFile(variant), context(texts(apps.outputs())))
            .resolve(azure);
    this.mainOutputs = texts(main.outputs());
    Map<String, String> known = new HashMap<>(texts(apps.outputs()));
    Resolution clients = resolve(CLIENTS, known, azure);
    known.putAll(mainOutputs);
    Resolution assignments = resolve(ASSIGNMENTS, known, azure);
    this.plan = plan(DeployedResources.of(main), DeployedResources.of(apps, clients, assignments));
    this.subscriptions = new SubscriptionRegister(plan.gateway().subscriptions(), inventory);
    inventory.save();
  }

  /**
   * A named host key that one caller of an app uses.
   *
   * @param app the app whose host knows the key
   */
  public record HostKeyName(String app, String name) {}

  /** What the host-keys deployment writes. */
  public record HostKeys(Map<String, String> secrets, List<SecretRole> roles) {}

  /**
   * Evaluates everything that is known before the apps run.
   *
   * @throws UserError with each finding, where the Bicep cannot be evaluated or run
   */
  public static Deployment evaluate(Project project, String variant, StateDirectory state) {
    try {
      return new Deployment(project, variant, state);
    } catch (BicepException e) {
      throw findings(e);
    }
  }

  /** The main file as {@code bicep snapshot} sees it: in the context of the committed snapshots. */
  public static Evaluation snapshotOf(Project project, String variant) throws BicepException {
    return Bicep.evaluate(
        project.parameterFile(variant), LocalContext.DEFAULT.of(project.root(), Map.of()));
  }

  /** What has to run. */
  public StackPlan plan() {
    return plan;
  }

  /** The subscriptions of API Management, which change while it runs. */
  public SubscriptionRegister subscriptions() {
    return subscriptions;
  }

  /** The port that stands for a Cosmos DB account. */
  public int cosmosPort(String account) {
    return cosmosPorts.port(account);
  }

  /** A fresh secret for this run. */
  public String token() {
    return inventory.token();
  }

  /** Who may read which secret, host keys of an earlier run included. */
  public List<SecretRole> roles() {
    List<SecretRole> roles = new ArrayList<>(plan.vault().roles());
    roles.addAll(granted.load());
    return roles;
  }

  /** The named keys that must exist before the host-keys deployment. */
  public List<HostKeyName> hostKeyNames() {
    return hostKeyNames(plan.auditor().isPresent());
  }

  /**
   * The named keys that {@code infra/scripts/create-host-keys} makes.
   *
   * @param auditor whether there is an auditor
   */
  public static List<HostKeyName> hostKeyNames(boolean auditor) {
    List<HostKeyName> names = new ArrayList<>();
    names.addAll(slots("audit-api", "patient"));
    if (auditor) {
      names.addAll(slots("audit-api", "auditor"));
    }
    names.addAll(slots("patient-api", "gateway"));
    return names;
  }

  private static List<HostKeyName> slots(String app, String caller) {
    return List.of(new HostKeyName(app, caller + "-a"), new HostKeyName(app, caller + "-b"));
  }

  /** The secrets that must exist before it, as {@code infra/scripts/seed-secrets} makes them. */
  public static List<String> seededSecrets() {
    return List.of("search-hmac", "continuation", "idempotency");
  }

  /**
   * The host-keys deployment.
   *
   * @param variables in addition to the environment that the main deployment's outputs make
   * @param functionKeys site name to the function keys of its host
   * @throws UserError with each finding
   */
  public HostKeys hostKeys(
      Map<String, String> variables, Function<String, Map<String, String>> functionKeys) {
    Map<String, String> known = new HashMap<>(mainOutputs);
    known.putAll(variables);
    LocalAzure azure =
        new LocalAzure(LocalContext.DEFAULT, inventory, cosmosPorts::port, functionKeys);
    try {
      DeployedResources deployed = DeployedResources.of(resolve(HOST_KEYS, known, azure));
      ResourceSupport.load().requireKnown(deployed);
      List<SecretRole> roles = PlatformTranslation.roles(deployed);
      granted.save(roles);
      return new HostKeys(PlatformTranslation.secrets(deployed), roles());
    } catch (BicepException e) {
      throw findings(e);
    } catch (IOException e) {
      throw new UserError("the state directory cannot be written: " + e.getMessage(), e);
    }
  }

  private StackPlan plan(DeployedResources main, DeployedResources entra) {
    ResourceSupport support = ResourceSupport.load();
    support.requireKnown(main);
    support.requireKnown(entra);
    PlatformTranslation platform = new PlatformTranslation(main);
    List<Subnet> subnets = NetworkTranslation.subnets(main);
    GatewayPlan gateway = new GatewayTranslation(main, inventory).plan();
    return new StackPlan(
        LocalContext.DEFAULT.tenantId(),
        subnets,
        gateway,
        new SiteTranslation(main).sites(),
        platform.identities(),
        PlatformTranslation.registrations(entra),
        PlatformTranslation.externalId(gateway.namedValues()),
        platform.vault(),
        PlatformTranslation.secrets(main),
        new CosmosTranslation(main, inventory).accounts(),
        new StorageTranslation(main).account(),
        AuditorPlan.of(platform.identities(), subnets),
        support.notActedOut(main));
  }

  /** Evaluates a parameter file whose environment is what earlier deployments gave out. */
  private Resolution resolve(String file, Map<String, String> known, LocalAzure azure)
      throws BicepException {
    DeploymentContext context = context(known);
    String group = known.get("AZURE_RESOURCE_GROUP");
    if (group != null) {
      context = context.withResourceGroup(group);
    }
    return Bicep.evaluate(project.root().resolve(file), context).resolve(azure);
  }

  /** Parameter files see the developer's environment, and over it what deployments gave out. */
  private DeploymentContext context(Map<String, String> outputs) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(outputs);
    return LocalContext.DEFAULT.of(project.root(), environment);
  }

  private static Map<String, String> texts(Map<String, JsonNode> outputs) {
    return outputs.entrySet().stream()
        .filter(output -> output.getValue().isTextual())
        .collect(Collectors.toMap(Map.Entry::getKey, output -> output.getValue().textValue()));
  }

  private static UserError findings(BicepException e) {
    return new UserError(
        e.diagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")), e);
  }
}
