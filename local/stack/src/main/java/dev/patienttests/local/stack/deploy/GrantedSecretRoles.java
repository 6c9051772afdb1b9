package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The roles of the last host-keys deployment: in Azure they outlive a restart, so here too. */
final class GrantedSecretRoles {
  private final Path file;

  GrantedSecretRoles(Path file) {
    this.file = file;
  }

  void save(List<SecretRole> roles) throws IOException {
    ConfigFile.write(file, roles);
  }

  List<SecretRole> load() {
    List<SecretRole> roles = new ArrayList<>();
    if (Files.exists(file)) {
      try {
        for (JsonNode role : new ObjectMapper().readTree(file.toFile())) {
          roles.add(
              new SecretRole(
                  role.path("principalId").asText(),
                  Optional.ofNullable(role.path("secretName").textValue())));
        }
      } catch (IOException e) {
        roles.clear();
      }
    }
    return roles;
  }
}
