package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.check.PolicyCheck;
import dev.patienttests.local.gateway.testing.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pattern's own documents keep the conventions that are checked in those of others. */
class PatternDocumentsCheckTest {
  @Test
  void nothingIsWrongWithThem() throws IOException {
    List<PolicyDocument> documents;
    try (Stream<Path> files = Files.walk(Path.of("../../apim/policies"))) {
      documents = files.filter(f -> f.toString().endsWith(".xml")).map(TestService::file).toList();
    }
    assertThat(documents).isNotEmpty();
    assertThat(PolicyCheck.check(documents, PatternService.config().namedValues(), false))
        .isEmpty();
  }
}
