package dev.patienttests.local.gateway;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that have one gateway, whose backend has received nothing before each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithRawGateway {
  RawGateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    gateway = RawGateway.start(directory, new Configs());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.backend().received().clear();
  }
}
