package dev.patienttests.local.stack.deploy;

/** Azure's host names in the public cloud, which the stack's listeners answer to. */
final class AzureHosts {
  static final String LOGIN = "login.microsoftonline.com";

  private AzureHosts() {}

  static String keyVault(String vault) {
    return vault + ".vault.azure.net";
  }

  static String cosmos(String account) {
    return account + ".documents.azure.com";
  }

  static String blobs(String account) {
    return account + ".blob.core.windows.net";
  }

  static String site(String site) {
    return site + ".azurewebsites.net";
  }

  static String scm(String site) {
    return site + ".scm.azurewebsites.net";
  }

  static String apiManagement(String service) {
    return service + ".azure-api.net";
  }
}
