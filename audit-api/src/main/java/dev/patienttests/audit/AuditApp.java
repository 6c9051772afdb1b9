package dev.patienttests.audit;

import dev.patienttests.auth.caller.AppRoles;
import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.cosmos.CosmosClients;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Lazy;
import dev.patienttests.settings.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of this app, put together once per worker process. Settings are checked when it is
 * made; the store's SDK is loaded when it is first needed.
 */
final class AuditApp {
  /** App role of those who may add records. */
  private static final AppRoles WRITERS = AppRoles.require("AuditRecord.Write");

  /** App role of those who may read all records. */
  private static final AppRoles READERS = AppRoles.require("AuditRecord.Read");

  /** App role of those who may see their own open attempts. */
  private static final AppRoles RECONCILERS = AppRoles.require("AuditRecord.Reconcile");

  private static final String CONTAINER = "auditRecords";
  private static final Lazy<AuditApp> SHARED = new Lazy<>(() -> forEnvironment(System.getenv()));

  private final CallerAuthentication callers;
  private final RefreshingSecret connectionString;
  private final Lazy<Parts> parts;

  /** What works on the store, once there is one. */
  private record Parts(
      AuditService service,
      AuditReading reading,
      OpenAttempts openAttempts,
      Optional<Sealer> sealer) {}

  /**
   * An app of these parts.
   *
   * @param records made when they are first needed
   * @param sealer what seals them; absent: nothing is sealed
   */
  AuditApp(
      CallerAuthentication callers,
      RefreshingSecret connectionString,
      Supplier<AuditRecords> records,
      Function<AuditRecords, Optional<Sealer>> sealer,
      InstantSource clock) {
    this.callers = callers;
    this.connectionString = connectionString;
    this.parts = new Lazy<>(() -> parts(records.get(), sealer, clock));
  }

  private static Parts parts(
      AuditRecords records, Function<AuditRecords, Optional<Sealer>> sealer, InstantSource clock) {
    AuditService service = new AuditService(records, clock);
    return new Parts(
        service,
        new AuditReading(records, service, UUID::randomUUID),
        new OpenAttempts(records, clock),
        sealer.apply(records));
  }

  /** The app of this process, made when it is first asked for. */
  static AuditApp shared() {
    return SHARED.get();
  }

  /**
   * The app that these variables describe. Nothing is contacted yet.
   *
   * @throws dev.patienttests.settings.SettingsException when a setting is missing or invalid
   */
  static AuditApp forEnvironment(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    InstantSource clock = InstantSource.system();
    RefreshingSecret connectionString =
        Secrets.forEnvironment(settings).secret("COSMOS_CONNECTION_STRING");
    String database = settings.required("COSMOS_DATABASE");
    boolean emulator = HostEnvironment.of(settings) == HostEnvironment.CORE_TOOLS;
    Optional<Sealing> sealing = Sealing.forEnvironment(settings);
    return new AuditApp(
        CallerAuthentication.forEnvironment(settings),
        connectionString,
        () ->
            new CosmosAuditRecords(
                new CosmosConnection(
                    connectionString, new CosmosClients(database, CONTAINER, emulator))),
        records -> sealing.map(how -> how.sealer(records, clock)),
        clock);
  }

  /**
   * The caller, if it may add records.
   *
   * @throws dev.patienttests.http.ProblemException 401 or 403
   */
  AuditRecord.Agent writer(ApiRequest request) {
    return caller(request, WRITERS);
  }

  /**
   * The caller, if it may read all records.
   *
   * @throws dev.patienttests.http.ProblemException 401 or 403
   */
  AuditRecord.Agent reader(ApiRequest request) {
    return caller(request, READERS);
  }

  /**
   * The caller, if it may see its own open attempts.
   *
   * @throws dev.patienttests.http.ProblemException 401 or 403
   */
  AuditRecord.Agent reconciler(ApiRequest request) {
    return caller(request, RECONCILERS);
  }

  private AuditRecord.Agent caller(ApiRequest request, AppRoles role) {
    var caller = role.check(callers.callerOf(request));
    return new AuditRecord.Agent(caller.name(), caller.objectId());
  }

  AuditService service() {
    return parts.get().service();
  }

  AuditReading reading() {
    return parts.get().reading();
  }

  OpenAttempts openAttempts() {
    return parts.get().openAttempts();
  }

  /** What seals the audit; absent where that is off. */
  Optional<Sealer> sealer() {
    return parts.get().sealer();
  }

  /**
   * Returns when every secret has a value.
   *
   * @throws dev.patienttests.secrets.SecretUnavailableException as long as one has none
   */
  void requireSecrets() {
    connectionString.current();
  }
}
