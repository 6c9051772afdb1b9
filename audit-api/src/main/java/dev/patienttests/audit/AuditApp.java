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
import java.util.function.Supplier;

/**
 * The parts of this app, put together once per worker process. Settings are checked when it is
 * made; the store's SDK is loaded when the first record is written.
 */
final class AuditApp {
  /** App role of those who may add records. */
  private static final AppRoles WRITERS = AppRoles.require("AuditRecord.Write");

  private static final String CONTAINER = "auditRecords";
  private static final Lazy<AuditApp> SHARED = new Lazy<>(() -> forEnvironment(System.getenv()));

  private final CallerAuthentication callers;
  private final RefreshingSecret connectionString;
  private final Supplier<AuditService> service;

  AuditApp(
      CallerAuthentication callers,
      RefreshingSecret connectionString,
      Supplier<AuditService> service) {
    this.callers = callers;
    this.connectionString = connectionString;
    this.service = service;
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
    RefreshingSecret connectionString =
        Secrets.forEnvironment(settings).secret("COSMOS_CONNECTION_STRING");
    String database = settings.required("COSMOS_DATABASE");
    boolean emulator = HostEnvironment.of(settings) == HostEnvironment.CORE_TOOLS;
    return new AuditApp(
        CallerAuthentication.forEnvironment(settings),
        connectionString,
        new Lazy<>(
            () ->
                new AuditService(
                    new CosmosAuditRecords(
                        new CosmosConnection(
                            connectionString, new CosmosClients(database, CONTAINER, emulator))),
                    InstantSource.system())));
  }

  /**
   * The caller, if it may add records.
   *
   * @throws dev.patienttests.http.ProblemException 401 or 403
   */
  AuditRecord.Agent writer(ApiRequest request) {
    var caller = WRITERS.check(callers.callerOf(request));
    return new AuditRecord.Agent(caller.name(), caller.objectId());
  }

  AuditService service() {
    return service.get();
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
