package dev.patienttests.patient;

import dev.patienttests.auth.caller.AppRoles;
import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.auth.client.ApiTarget;
import dev.patienttests.auth.client.AuthorizedApiClient;
import dev.patienttests.auth.client.ClientLimits;
import dev.patienttests.cosmos.CosmosClients;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Lazy;
import dev.patienttests.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The parts of this app, put together once per worker process. Settings are checked when it is
 * made; the SDKs of identity and store are loaded by the first operation.
 */
final class PatientApp {
  /** App role of the gateway. */
  private static final AppRoles INVOKERS = AppRoles.require("Patient.Invoke");

  private static final String CONTAINER = "patients";
  private static final Lazy<PatientApp> SHARED = new Lazy<>(() -> forEnvironment(System.getenv()));

  private final CallerAuthentication callers;
  private final List<RefreshingSecret> secrets;
  private final Supplier<PatientService> service;

  PatientApp(
      CallerAuthentication callers,
      List<RefreshingSecret> secrets,
      Supplier<PatientService> service) {
    this.callers = callers;
    this.secrets = List.copyOf(secrets);
    this.service = service;
  }

  /** The app of this process, made when it is first asked for. */
  static PatientApp shared() {
    return SHARED.get();
  }

  /**
   * The app that these variables describe. Nothing is contacted yet.
   *
   * @throws dev.patienttests.settings.SettingsException when a setting is missing or invalid
   */
  static PatientApp forEnvironment(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    Secrets secrets = Secrets.forEnvironment(settings);
    RefreshingSecret connectionString = secrets.secret("COSMOS_CONNECTION_STRING");
    ApiTarget audit = ApiTarget.fromSettings(settings, secrets, "AUDIT_API");
    List<RefreshingSecret> needed = new ArrayList<>(List.of(connectionString));
    if (audit instanceof ApiTarget.Secured secured) {
      needed.add(secured.hostKey());
    }
    String database = settings.required("COSMOS_DATABASE");
    boolean emulator = HostEnvironment.of(settings) == HostEnvironment.CORE_TOOLS;
    return new PatientApp(
        CallerAuthentication.forEnvironment(settings),
        needed,
        new Lazy<>(
            () ->
                new PatientService(
                    trail(settings, audit),
                    new CosmosPatients(
                        new CosmosConnection(
                            connectionString, new CosmosClients(database, CONTAINER, emulator))),
                    UUID::randomUUID,
                    InstantSource.system())));
  }

  private static AuditTrail trail(Settings settings, ApiTarget audit) {
    return new AuditApiTrail(
        AuthorizedApiClient.forEnvironment(settings, audit, ClientLimits.standard()),
        UUID::randomUUID);
  }

  /**
   * Where a request came from, if its caller may invoke this app.
   *
   * @throws dev.patienttests.http.ProblemException 401 or 403
   */
  RequestOrigin origin(ApiRequest request) {
    return RequestOrigin.of(request, INVOKERS.check(callers.callerOf(request)));
  }

  PatientService service() {
    return service.get();
  }

  /**
   * Returns when every secret has a value.
   *
   * @throws dev.patienttests.secrets.SecretUnavailableException as long as one has none
   */
  void requireSecrets() {
    secrets.forEach(RefreshingSecret::current);
  }
}
