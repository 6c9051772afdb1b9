package dev.patienttests.local.cosmos;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Accounts for tests. */
final class TestAccounts {

  static final String PATIENT_HOST = "cosmos-patient.documents.azure.com";
  static final String AUDIT_HOST = "cosmos-audit.documents.azure.com";

  private TestAccounts() {}

  static String key(String seed) {
    byte[] bytes = new byte[64];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (seed.charAt(i % seed.length()) + i);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  static CosmosConfig.Account account(String name, CosmosConfig.Database... databases) {
    return new CosmosConfig.Account(
        name,
        name + ".documents.azure.com",
        key(name),
        key(name + "-secondary"),
        false,
        false,
        "Enabled",
        false,
        Set.of(),
        List.of(databases));
  }

  static CosmosConfig.Container container(String name, String... partitionKey) {
    return new CosmosConfig.Container(
        name, List.of(partitionKey), List.of(), OptionalInt.empty(), Optional.empty());
  }
}
