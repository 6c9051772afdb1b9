package dev.patienttests.patient;

import dev.patienttests.auth.caller.AppRoles;
import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.auth.caller.CallerPrincipal;
import dev.patienttests.auth.client.ApiTarget;
import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ProblemException;
import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Lazy;
import dev.patienttests.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The parts of this app, put together once per worker process. Settings are checked when it is
 * made; the SDKs of identity and store are loaded by the first operation.
 */
final class PatientApp {
  /** App role of the gateway. */
  private static final AppRoles INVOKERS = AppRoles.require("Patient.Invoke");

  private static final Lazy<PatientApp> SHARED = new Lazy<>(() -> forEnvironment(System.getenv()));

  private final CallerAuthentication callers;
  private final List<Runnable> secrets;
  private final Supplier<PatientParts> parts;

  /**
   * @param secrets each returns when one secret has a usable value
   */
  PatientApp(CallerAuthentication callers, List<Runnable> secrets, Supplier<PatientParts> parts) {
    this.callers = callers;
    this.secrets = List.copyOf(secrets);
    this.parts = parts;
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
    AppKeys keys = AppKeys.of(secrets);
    String database = settings.required("COSMOS_DATABASE");
    List<Runnable> needed = new ArrayList<>(keys.checks());
    needed.add(connectionString::current);
    if (audit instanceof ApiTarget.Secured secured) {
      needed.add(secured.hostKey()::current);
    }
    return new PatientApp(
        CallerAuthentication.forEnvironment(settings),
        needed,
        new Lazy<>(() -> PatientParts.build(settings, audit, connectionString, database, keys)));
  }

  /**
   * Where a request came from, if its caller may invoke this app. That a caller may not is
   * recorded, best effort.
   *
   * @param target what the request is about; asked for only when it is refused
   * @throws ProblemException 401 or 403
   */
  RequestOrigin admit(ApiRequest request, Operation operation, Supplier<Target> target) {
    CallerPrincipal caller = callers.callerOf(request);
    try {
      INVOKERS.check(caller);
    } catch (ProblemException refused) {
      parts.get().audit().denied(operation, known(target), RequestOrigin.refused(request, caller));
      throw refused;
    }
    return RequestOrigin.of(request, caller);
  }

  private static Target known(Supplier<Target> target) {
    try {
      return target.get();
    } catch (ProblemException malformed) {
      return Target.none();
    }
  }

  PatientService patients() {
    return parts.get().patients();
  }

  SearchService search() {
    return parts.get().search();
  }

  TestService tests() {
    return parts.get().tests();
  }

  Reconciler reconciler() {
    return parts.get().reconciler();
  }

  /**
   * Returns when every secret has a usable value.
   *
   * @throws dev.patienttests.secrets.SecretUnavailableException as long as one has none
   * @throws dev.patienttests.settings.SettingsException when one is not what it should be
   */
  void requireSecrets() {
    secrets.forEach(Runnable::run);
  }
}
