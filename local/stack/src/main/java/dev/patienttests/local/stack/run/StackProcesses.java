package dev.patienttests.local.stack.run;

import java.util.List;

/** Names of the stack's own processes, and of the services in them that can be stopped alone. */
public final class StackProcesses {
  /** API Management. */
  public static final String GATEWAY = "gateway";

  /** Entra ID, managed identities and Key Vault. */
  public static final String PLATFORM = "platform";

  /** The Cosmos DB accounts. */
  public static final String COSMOS = "cosmos";

  /** Function app. */
  public static final String PATIENT_API = "patient-api";

  /** Function app. */
  public static final String AUDIT_API = "audit-api";

  /** The function apps; with more than one instance, the others are called {@code <app>-2}. */
  public static final List<String> APPS = List.of(PATIENT_API, AUDIT_API);

  /** The vault, a service of the platform process. */
  public static final String KEY_VAULT = "keyvault";

  /** The token service, a service of the platform process. */
  public static final String ENTRA = "entra";

  /** The services that can be stopped alone. */
  public static final List<String> SERVICES = List.of(KEY_VAULT, ENTRA);

  /** The auditor, who is no process of the stack and has a managed-identity endpoint. */
  static final String AUDITOR = "auditor";

  static final String LOGIN_HOST = "login.microsoftonline.com";

  private StackProcesses() {}
}
